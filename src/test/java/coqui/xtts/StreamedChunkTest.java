package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.SoundListener;
import coqui.speech.SynthesisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sound that is there before all codes are. */
@Timeout(120)
class StreamedChunkTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private static XttsEngine engine;

  @BeforeAll
  static void load() {
    engine = SmallModel.engine();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static float[] joined(List<float[]> windows) {
    int length = windows.stream().mapToInt(window -> window.length).sum();
    float[] joined = new float[length];
    int filled = 0;
    for (float[] window : windows) {
      System.arraycopy(window, 0, joined, filled, window.length);
      filled += window.length;
    }
    return joined;
  }

  private static ChunkRequest atSpeed(double speed) {
    ChunkRequest request = SmallModel.drawn(1);
    return new ChunkRequest(request.voice(), request.text(), request.tokenIds(), speed, request.sampling(), request.seed());
  }

  @Test
  void stream_chunk_isTheSpokenOneInWindows() {
    for (double speed : new double[] {0.7, 1, 1.3}) {
      List<float[]> windows = new CopyOnWriteArrayList<>();
      AudioClip streamed = engine.stream(atSpeed(speed), this, windows::add).join();

      assertThat(windows).hasSizeGreaterThan(2);
      assertThat(Arrays.equals(joined(windows), streamed.samples())).isTrue();
      new SignalToNoise().check("speed " + speed, streamed.samples(),
          engine.synthesize(atSpeed(speed), this).join().samples(), 100);
    }
  }

  @Test
  void stream_finished_tellsOnceAndLastHowManyCodesWereHeard() {
    List<Integer> told = new CopyOnWriteArrayList<>();   // samples of a window, then the codes below zero
    AudioClip clip = engine.stream(SmallModel.drawn(1), this, new SoundListener() {

      @Override
      public void heard(float[] samples) {
        told.add(samples.length);
      }

      @Override
      public void ended(int codes) {
        told.add(-codes);
      }
    }).join();

    int codes = -told.get(told.size() - 1);
    assertThat(told.subList(0, told.size() - 1)).hasSizeGreaterThan(2).allMatch(samples -> samples > 0);
    assertThat(Math.round(clip.samples().length / GuardedSpeechTest.SAMPLES_A_CODE)).isEqualTo(codes);
  }

  @Test
  void stream_besideOthers_givesTheSameSamplesToTheBit() {
    float[] alone = engine.stream(SmallModel.drawn(1), "alone", window -> { }).join().samples();

    List<CompletableFuture<AudioClip>> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(engine.stream(SmallModel.drawn(1), "streaming " + i, window -> { }));
      answers.add(engine.synthesize(SmallModel.drawn(2 + i), "speaking " + i));
    }

    assertThat(answers.get(0).join().samples()).isEqualTo(alone);
    assertThat(answers.get(2).join().samples()).isEqualTo(alone);
    assertThat(answers.get(4).join().samples()).isEqualTo(alone);
  }

  @Test
  void stream_firstWindow_isThereAfterTwentyCodes() {
    try (XttsDevice device = SmallModel.device()) {
      List<float[]> windows = new ArrayList<>();
      Task<AudioClip> utterance = device.utterance(SmallModel.drawn(1), Optional.of(windows::add));
      int codes = 0;
      while (windows.isEmpty()) {
        if (utterance.hasTurn()) {
          utterance.turn();
        } else {
          device.step();
          codes++;
        }
      }
      utterance.close();

      assertThat(codes).isLessThanOrEqualTo(20);
      assertThat(windows.get(0).length).as("samples, for the time until the next window")
          .isGreaterThan(24_000 / 3);
    }
  }

  @Test
  void stream_listenerThatFails_isTheEndOfItsChunkAlone() {
    CompletableFuture<AudioClip> failing = engine.stream(SmallModel.drawn(1), "a", window -> {
      throw new IllegalStateException("nobody listens");
    });
    CompletableFuture<AudioClip> other = engine.stream(SmallModel.drawn(1), "b", window -> { });

    assertThat(failing).failsWithin(SOON).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class)
        .havingCause().withMessage("nobody listens");
    assertThat(other.join().samples()).isNotEmpty();
  }

  @Test
  void stream_cancelledAtItsFirstWindow_givesNoOther() {
    List<float[]> windows = new CopyOnWriteArrayList<>();
    CompletableFuture<CompletableFuture<AudioClip>> answer = new CompletableFuture<>();
    answer.complete(engine.stream(SmallModel.drawn(1), "a", window -> {
      windows.add(window);
      answer.join().cancel(false);
    }));
    IntStream.range(2, 5).mapToObj(seed -> engine.synthesize(SmallModel.drawn(seed), "b"))
        .toList().forEach(CompletableFuture::join);

    assertThat(windows).hasSize(1);
  }

  @Test
  void stream_shorterThanAWindow_isOneWindow() {
    float[] latents = Arrays.copyOf(new float[0], 3 * SmallModel.CONFIG.gptWidth());
    try (XttsDevice device = SmallModel.device()) {
      Waveform waveform = Waveform.streamed(device.model(), SmallModel.VOICE.speakerEmbedding(), 1);

      assertThat(waveform.canGoOn(3)).isFalse();
      assertThat(waveform.next(latents)).hasSize(13 * 256);
      assertThat(waveform.finished()).isTrue();
    }
  }
}
