package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.checkpoint.Precision;
import coqui.checkpoint.Precisions;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.Voice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promises of a decoder hold in every precision. How far from float32 each is, {@link PrecisionQualityTest} shows. */
class PrecisionTest {

  private static final int MOST_CODES = 40;
  private static final int PLACES = 32 + 90 + 3 + MOST_CODES;

  private static final ChunkRequest SHORT = SmallModel.greedy(516, 24, 12);
  private static final ChunkRequest LONG = SmallModel.greedy(516, 30, 22, 2, 19, 18, 33, 25, 2, 17, 29, 36, 14, 26, 18);
  private static final ChunkRequest READ_IN_PIECES = SmallModel.greedy(longText());

  private static final Map<Precisions, XttsDevice> DEVICES = new HashMap<>();

  private static int[] longText() {
    int[] ids = new int[90];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = 12 + i % 20;
    }
    return ids;
  }

  /** The GPT in each precision, and the vocoder in its other one. */
  static Stream<Precisions> all() {
    return Stream.concat(
        Stream.of(Precision.values()).map(precision -> new Precisions(precision, Precision.FLOAT32)),
        Stream.of(new Precisions(Precision.INT8, Precision.BFLOAT16)));
  }

  private static XttsDevice device(Precisions precisions) {
    return DEVICES.computeIfAbsent(precisions, each ->
        XttsDevice.load(SmallModel.archive(each), SmallModel.CONFIG, 4, 1, Guards.OFF));
  }

  @AfterAll
  static void close() {
    DEVICES.values().forEach(XttsDevice::close);
  }

  /** Side by side from the first code on; each has ended or has all its codes. */
  private static Sequence[] together(XttsDevice device, ChunkRequest... requests) {
    GptDecoder decoder = new GptDecoder(device.model());
    KvCache cache = device.model().kvCache(requests.length, PLACES);
    Sequence[] sequences = Stream.of(requests)
        .map(request -> new Sequence(request, SmallModel.CONFIG, cache.take(), MOST_CODES))
        .toArray(Sequence[]::new);
    for (Sequence sequence : sequences) {
      while (!sequence.hasReadPrefix()) {
        decoder.read(sequence);
      }
    }
    while (!Stream.of(sequences).allMatch(Sequence::finished)) {
      decoder.step();
    }
    Stream.of(sequences).forEach(sequence -> sequence.region().close());
    return sequences;
  }

  @ParameterizedTest
  @MethodSource("all")
  void latents_withNeighbours_areTheSameBitForBit(Precisions precisions) {
    XttsDevice device = device(precisions);
    ChunkRequest[] requests = {SHORT, LONG, SmallModel.drawn(4), READ_IN_PIECES};

    Sequence[] sequences = together(device, requests);

    for (int i = 0; i < requests.length; i++) {
      Sequence alone = device.decode(requests[i], MOST_CODES);
      assertThat(sequences[i].codes()).containsExactly(alone.codes());
      assertThat(sequences[i].latents()).isEqualTo(alone.latents());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void latents_neighbourOfHugeNumbers_areTheSameBitForBit(Precisions precisions) {
    XttsDevice device = device(precisions);
    float[] huge = SmallModel.VOICE.conditioningLatents().clone();
    for (int i = 0; i < huge.length; i++) {
      huge[i] *= 1e6f;
    }

    assertThat(together(device, inVoice(huge), LONG)[1].latents()).isEqualTo(device.decode(LONG, MOST_CODES).latents());
  }

  @ParameterizedTest
  @MethodSource("all")
  void step_rowThatIsNoNumber_harmsNoOther(Precisions precisions) {
    XttsDevice device = device(precisions);
    float[] nothing = new float[SmallModel.VOICE.conditioningLatents().length];
    Arrays.fill(nothing, Float.NaN);
    KvCache cache = device.model().kvCache(2, PLACES);
    try (KvCache.Region broken = cache.take(); KvCache.Region sound = cache.take()) {
      XttsModel.Row first = firstRow(device, inVoice(nothing), broken);
      XttsModel.Row second = firstRow(device, SHORT, sound);

      float[] alone = device.model().step(List.of(second))[0].logits();

      assertThat(device.model().step(List.of(first, second))[1].logits()).isEqualTo(alone);
    }
  }

  /** What a step reads once the prefix is read. */
  private static XttsModel.Row firstRow(XttsDevice device, ChunkRequest request, KvCache.Region region) {
    int prefix = Sequence.prefixPlaces(request);
    region.reserve(prefix + 1);
    device.model().prefill(request, region, new XttsModel.Piece(0, prefix));
    return new XttsModel.Row(3, 1, region, prefix);
  }

  private static ChunkRequest inVoice(float[] latents) {
    Voice voice =
        new Voice("another", SmallModel.VOICE.latentCount(), latents, SmallModel.VOICE.speakerEmbedding());
    return new ChunkRequest(voice, "", SHORT.tokenIds(), 1, SmallModel.GREEDY, 0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void stream_chunk_isTheSpokenOne(Precisions precisions) {
    try (XttsEngine engine = XttsEngine.load(SmallModel.archive(precisions), SmallModel.CONFIG, precisions,
        new EngineSettings(16, 2, 1, false), EngineListener.NONE)) {
      float[] spoken = engine.synthesize(SmallModel.drawn(3), this).join().samples();

      float[] streamed = engine.stream(SmallModel.drawn(3), this, window -> { }).join().samples();

      new SignalToNoise().check(precisions.toString(), streamed, spoken, 60);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void synthesize_sameRequest_givesTheSameSamples(Precisions precisions) {
    try (XttsEngine engine = XttsEngine.load(SmallModel.archive(precisions), SmallModel.CONFIG, precisions,
        new EngineSettings(16, 3, 1, false), EngineListener.NONE)) {
      float[] alone = engine.synthesize(SmallModel.drawn(3), this).join().samples();

      List<CompletableFuture<AudioClip>> answers =
          Stream.of(4, 3, 5).map(seed -> engine.synthesize(SmallModel.drawn(seed), this)).toList();

      assertThat(answers.get(1).join().samples()).isNotEmpty().isEqualTo(alone);
    }
  }
}
