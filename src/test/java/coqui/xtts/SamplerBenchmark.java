package coqui.xtts;

import coqui.speech.SamplingSettings;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What drawing one of XTTS v2's 1,026 codes costs. {@code mvn -q -Pbench test -Djmh=SamplerBenchmark} */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SamplerBenchmark {

  private static final int CODES = 1_026;

  private final float[] logits = new float[CODES];
  private Sampler greedy;
  private Sampler drawing;

  /** Logits as those of a trained model: a few codes stand out. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    for (int code = 0; code < CODES; code++) {
      logits[code] = (float) (3 * random.nextGaussian());
    }
    greedy = new Sampler(new SamplingSettings(0, 0, 1, 5), 1, CODES, CODES - 2);
    drawing = new Sampler(new SamplingSettings(0.75, 50, 0.85, 5), 1, CODES, CODES - 2);
  }

  @Benchmark
  public int greedy() {
    return greedy.draw(logits);
  }

  /** The published settings: temperature 0.75, top-k 50, top-p 0.85. */
  @Benchmark
  public int drawn() {
    return drawing.draw(logits);
  }
}
