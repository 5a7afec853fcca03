package coqui.audio;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a second of sound costs to resample. {@code mvn -q -Pbench test -Djmh=ResamplerBenchmark} */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResamplerBenchmark {

  private final float[] spoken = Signals.noise(24_000, 0.5, 1);
  private final float[] recorded = Signals.noise(44_100, 0.5, 1);

  /** What every answer goes through. */
  @Benchmark
  public float[] output() {
    return Resampler.resample(spoken, 24_000, 22_050, ResamplingFilter.OUTPUT);
  }

  /** What every reference recording goes through. */
  @Benchmark
  public float[] conditioning() {
    return Resampler.resample(recorded, 44_100, 22_050, ResamplingFilter.CONDITIONING);
  }
}
