package coqui.text;

import coqui.speech.Language;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a text costs before the model hears of it. {@code mvn -q -Pbench test -Djmh=TokenizerBenchmark} */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenizerBenchmark {

  private static final String SENTENCE = "the ferry leaves the harbour shortly after dawn, and nobody waits for it. ";

  /** How many sentences the text has; time beyond their ratio is not linear. */
  @Param({"1", "200"})
  public int sentences;

  private String text;
  private Tokenizer tokenizer;
  private TextFrontEnd frontEnd;

  @Setup
  public void prepare() {
    text = SENTENCE.repeat(sentences).strip();
    tokenizer = new Tokenizer(Vocabulary.read(ReferenceText.file("vocab.json")));
    frontEnd = TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(), 400));
  }

  @Benchmark
  public int[] encode() {
    return tokenizer.encode(text, Language.ENGLISH);
  }

  /** Sentences, chunks, normalisation and tokens. */
  @Benchmark
  public SpeechPlan plan() {
    return frontEnd.plan(text, Language.ENGLISH);
  }
}
