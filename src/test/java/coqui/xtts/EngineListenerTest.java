package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.checkpoint.Precisions;
import coqui.speech.AudioClip;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an engine tells of its work. */
@Timeout(120)
class EngineListenerTest {

  private static final double SAMPLES_A_CODE = 1_024 * 24_000 / 22_050.0;
  private static final int STOP_CODE = 1;

  private final Heard heard = new Heard();
  private XttsEngine engine;

  /** All that it was told. */
  private static final class Heard implements EngineListener {

    private final List<Integer> inProgress = new CopyOnWriteArrayList<>();
    private final List<Integer> steps = new CopyOnWriteArrayList<>();
    private final AtomicInteger began = new AtomicInteger();

    @Override
    public void heard(Fault fault, Outcome outcome) {
      throw new IllegalStateException("nobody guards here");
    }

    @Override
    public void inProgress(int tasks) {
      inProgress.add(tasks);
    }

    @Override
    public void began() {
      began.incrementAndGet();
    }

    @Override
    public void stepped(int sequences) {
      steps.add(sequences);
    }

    private int codes() {
      return began.get() + steps.stream().mapToInt(Integer::intValue).sum();
    }
  }

  @BeforeEach
  void load() {
    engine = XttsEngine.load(
        SmallModel.ARCHIVE, SmallModel.CONFIG, Precisions.FLOAT32, new EngineSettings(16, 3, 1, false), heard);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private List<AudioClip> spoken(int chunks) {
    List<CompletableFuture<AudioClip>> answers = LongStream.range(0, chunks)
        .mapToObj(seed -> engine.synthesize(SmallModel.drawn(seed), seed)).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void load_warmUp_isNotTold() {
    assertThat(heard.codes()).isZero();
  }

  @Test
  void synthesize_chunk_tellsOfEveryCode() {
    AudioClip clip = spoken(1).get(0);

    long codesHeard = Math.round(clip.samples().length / SAMPLES_A_CODE);
    assertThat(heard.codes()).isBetween((int) codesHeard, (int) codesHeard + STOP_CODE);
    assertThat(heard.began).hasValue(1);
    assertThat(heard.steps).containsOnly(1);
  }

  @Test
  void synthesize_fiveAtOnce_tellsOfAsManyAsThereArePlaces() {
    spoken(5);
    engine.close();

    assertThat(heard.began).hasValue(5);
    assertThat(heard.steps).allMatch(sequences -> sequences >= 1 && sequences <= 3).contains(3);
    assertThat(heard.inProgress).contains(3).allMatch(tasks -> tasks >= 0 && tasks <= 3);
  }

  @Test
  void synthesize_done_tellsThatNothingIsInProgress() {
    spoken(1);

    // Only then is the thread back where it waits for work, which is where it tells.
    engine.voiceFrom("somebody", List.of(SmallModel.hum(1))).join();
    assertThat(heard.inProgress).containsSubsequence(1, 0, 1);
  }
}
