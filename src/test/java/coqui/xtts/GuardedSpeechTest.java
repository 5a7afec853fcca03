package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.checkpoint.Precisions;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.SamplingSettings;
import coqui.telemetry.CapturedLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/**
 * Faults in real codes: random weights babble, and a text that the tokens do not say moves what is too few or many.
 */
@Timeout(120)
class GuardedSpeechTest {

  static final float SAMPLES_A_CODE = 1_024 * 24_000 / 22_050f;

  /** A text of which no number of codes that these requests get is too few or too many. */
  private static final String ANY = "a ".repeat(100);

  private static final List<String> HEARD = new CopyOnWriteArrayList<>();
  private static final EngineListener LISTENER = (fault, outcome) -> HEARD.add(fault.label() + " " + outcome.label());

  private static XttsEngine engine;
  private static XttsDevice device;

  @BeforeAll
  static void load() {
    engine = XttsEngine.load(
        SmallModel.ARCHIVE, SmallModel.CONFIG, Precisions.FLOAT32, new EngineSettings(16, 3, 1, true), LISTENER);
    device = XttsDevice.load(SmallModel.ARCHIVE, SmallModel.CONFIG, 3, 1, new Guards(true, LISTENER));
  }

  @AfterAll
  static void close() {
    engine.close();
    device.close();
  }

  @BeforeEach
  void hearNothing() {
    HEARD.clear();
  }

  private static ChunkRequest drawn(String text, long seed) {
    ChunkRequest request = SmallModel.drawn(seed);
    return new ChunkRequest(request.voice(), text, request.tokenIds(), 1, request.sampling(), seed);
  }

  /** It never stops by itself where nothing keeps it from saying the same again. */
  private static ChunkRequest endless(double temperature, int topK) {
    return new ChunkRequest(
        SmallModel.VOICE, ANY, new int[] {516, 24, 12}, 1, new SamplingSettings(temperature, topK, 1, 1), 0);
  }

  private static Sequence unguarded(ChunkRequest request) {
    return device.decode(request, GptDecoder.mostCodes(SmallModel.CONFIG));
  }

  private static AudioClip speak(ChunkRequest request) {
    return engine.synthesize(request, request).join();
  }

  private static int codes(AudioClip clip) {
    return Math.round(clip.samples().length / SAMPLES_A_CODE);
  }

  private static float[] allBut20Milliseconds(float[] samples) {
    return Arrays.copyOf(samples, samples.length - 480);
  }

  /** To the last bit; a failure names the first sample that differs, where there are a hundred thousand. */
  private static void assertSame(float[] samples, float[] expected) {
    assertThat(Arrays.mismatch(samples, expected)).as("first sample that differs").isEqualTo(-1);
  }

  private static void assertEndsInSilence(AudioClip clip) {
    assertThat(clip.samples()[clip.samples().length - 1]).isZero();
  }

  @Test
  void synthesize_moreCodesThanTheTextCanNeed_endsThere() {
    AudioClip clip = speak(drawn("", 5));

    assertThat(HEARD).containsExactly("runaway retried", "runaway accepted");
    assertThat(codes(clip)).isEqualTo(CodeBounds.of("").most());
    assertEndsInSilence(clip);
  }

  @Test
  void synthesize_fewerCodesThanTheTextCanBeSpokenIn_takesTheLongerTake() {
    ChunkRequest request = drawn("a".repeat(300), 1);
    int first = unguarded(request).codeCount();
    int second = unguarded(drawn("", ~1)).codeCount();

    AudioClip clip = speak(request);

    assertThat(HEARD).containsExactly("instant_stop retried", "instant_stop accepted");
    assertThat(first).isLessThan(second);
    assertThat(codes(clip)).isEqualTo(second);
  }

  @Test
  void synthesize_endInTheMiddleOfASound_isFadedOutAndElseTheLongerTake() {
    ChunkRequest request = drawn(ANY, 3);
    float[] first = Waveform.of(
        device.model(), unguarded(request).latents(), request.voice().speakerEmbedding(), request.speed());

    AudioClip clip = speak(request);

    assertThat(unguarded(request).codeCount()).isGreaterThan(unguarded(drawn(ANY, ~3)).codeCount());
    assertThat(HEARD).containsExactly("clipped retried", "clipped accepted");
    assertSame(allBut20Milliseconds(clip.samples()), allBut20Milliseconds(first));
    assertEndsInSilence(clip);
  }

  @Test
  void synthesize_noStopAtAll_isTheCapWithoutAClick() {
    AudioClip clip = speak(endless(0, 0));

    assertThat(HEARD).containsExactly("cap accepted");
    assertThat(codes(clip)).isEqualTo(GptDecoder.mostCodes(SmallModel.CONFIG));
    assertEndsInSilence(clip);
  }

  @Test
  void synthesize_secondTakeWithALesserFault_isHeard() {
    AudioClip clip = speak(endless(0.5, 0));

    assertThat(HEARD).containsExactly("cap retried", "clipped accepted");
    assertThat(codes(clip)).isLessThan(GptDecoder.mostCodes(SmallModel.CONFIG));
  }

  @Test
  void synthesize_topK1_hasNoSecondTake() {
    speak(endless(0.5, 1));

    assertThat(HEARD).containsExactly("cap accepted");
  }

  @Test
  void synthesize_besideOthers_givesTheSameSamplesToTheBit() {
    List<ChunkRequest> requests =
        List.of(drawn("", 1), drawn(ANY, 2), drawn("a".repeat(300), 3), endless(0.5, 0), drawn("", 1));
    List<float[]> alone = requests.stream().map(request -> speak(request).samples()).toList();

    List<CompletableFuture<AudioClip>> together =
        requests.stream().map(request -> engine.synthesize(request, request)).toList();

    for (int i = 0; i < alone.size(); i++) {
      assertSame(together.get(i).join().samples(), alone.get(i));
    }
    assertSame(alone.get(4), alone.get(0));
  }

  @Test
  void stream_faultAfterTheFirstSound_endsThereWithoutAnotherTake() {
    List<float[]> windows = new ArrayList<>();
    AudioClip clip = engine.stream(drawn("", 5), this, windows::add).join();

    assertThat(HEARD).containsExactly("runaway accepted");
    assertThat(codes(clip)).isEqualTo(CodeBounds.of("").most() + 1);
    assertSame(joined(windows), clip.samples());
    assertEndsInSilence(clip);
  }

  @Test
  void stream_faultBesideOthers_givesTheSameSamplesToTheBit() {
    float[] alone = engine.stream(drawn("", 5), this, window -> { }).join().samples();

    List<CompletableFuture<AudioClip>> together = LongStream.range(5, 9)
        .mapToObj(seed -> engine.stream(drawn("", seed), seed, window -> { }))
        .toList();

    assertSame(together.get(0).join().samples(), alone);
    together.forEach(CompletableFuture::join);
  }

  private static float[] joined(List<float[]> windows) {
    float[] joined = new float[windows.stream().mapToInt(window -> window.length).sum()];
    int filled = 0;
    for (float[] window : windows) {
      System.arraycopy(window, 0, joined, filled, window.length);
      filled += window.length;
    }
    return joined;
  }

  @Test
  void close_inTheSecondTake_freesItsPlaceAndLeavesTheStep() {
    Task<AudioClip> utterance = device.utterance(drawn("", 5), Optional.empty());
    while (!HEARD.contains("runaway retried") || !utterance.waitsForStep()) {
      if (utterance.hasTurn()) {
        utterance.turn();
      } else {
        device.step();
      }
    }

    utterance.close();

    assertThat(utterance.waitsForStep()).isFalse();
    List<Task<AudioClip>> others =
        Stream.generate(() -> device.utterance(drawn("", 6), Optional.empty())).limit(3).toList();
    others.forEach(Task::close);
  }

  @Test
  void synthesize_fault_isLoggedAsTheRequestsOwn() throws Exception {
    try (CapturedLog log = new CapturedLog()) {
      MDC.put("request_id", "mine");
      speak(drawn("", 5));

      JsonNode event = log.json("tts.guard");
      assertThat(event.path("request_id").asText()).isEqualTo("mine");
      assertThat(event.path("reason").asText()).isEqualTo("runaway");
      assertThat(event.path("outcome").asText()).isEqualTo("retried");
      assertThat(event.path("codes").asInt()).isEqualTo(CodeBounds.of("").most() + 1);
    } finally {
      MDC.clear();
    }
  }

  @Test
  void identity_withGuards_isNotThatWithoutThem() {
    try (XttsEngine other = SmallModel.engine()) {
      assertThat(engine.identity()).isNotEqualTo(other.identity());
    }
  }
}
