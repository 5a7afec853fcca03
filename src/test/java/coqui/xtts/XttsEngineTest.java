package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import coqui.checkpoint.ArchiveFiles;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.ModelArchives;
import coqui.checkpoint.Precision;
import coqui.checkpoint.Precisions;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.InvalidRequestException;
import coqui.speech.ModelLoadException;
import coqui.speech.SynthesisException;
import coqui.speech.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class XttsEngineTest {

  private static final Precisions BFLOAT16 = new Precisions(Precision.FLOAT32, Precision.BFLOAT16);

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

  private static CompletableFuture<AudioClip> speak(ChunkRequest request) {
    return engine.synthesize(request, request);
  }

  @Test
  void synthesize_sameRequest_givesTheSameSamples() {
    AudioClip one = speak(SmallModel.drawn(1)).join();
    AudioClip other = speak(SmallModel.drawn(1)).join();

    assertThat(one.samples()).isNotEmpty().isEqualTo(other.samples());
    assertThat(one.sampleRate()).isEqualTo(24_000);
  }

  @Test
  void synthesize_otherSeed_givesOtherSamples() {
    AudioClip one = speak(SmallModel.drawn(1)).join();
    AudioClip other = speak(SmallModel.drawn(2)).join();

    assertThat(one.samples()).isNotEqualTo(other.samples());
  }

  @Test
  void synthesize_temperatureZero_ignoresTheSeed() {
    ChunkRequest request = SmallModel.greedy(516, 24, 12);
    ChunkRequest otherSeed = new ChunkRequest(
        request.voice(), "", request.tokenIds(), request.speed(), request.sampling(), 99);

    assertThat(speak(request).join().samples())
        .isEqualTo(speak(otherSeed).join().samples());
  }

  @Test
  void synthesize_manyAtOnce_givesWhatEachGivesAlone() {
    float[] alone = speak(SmallModel.drawn(3)).join().samples();

    List<CompletableFuture<AudioClip>> answers =
        Stream.of(3, 4, 3, 5, 3).map(seed -> speak(SmallModel.drawn(seed))).toList();

    assertThat(answers.get(0).join().samples()).isEqualTo(alone);
    assertThat(answers.get(2).join().samples()).isEqualTo(alone);
    assertThat(answers.get(4).join().samples()).isEqualTo(alone);
  }

  @Test
  void synthesize_halfTheSpeed_lastsTwiceAsLong() {
    ChunkRequest request = SmallModel.greedy(516, 24, 12);
    double usual = speak(request).join().seconds();

    ChunkRequest slow = new ChunkRequest(request.voice(), "", request.tokenIds(), 0.5, request.sampling(), 0);

    assertThat(speak(slow).join().seconds() / usual).isBetween(1.99, 2.01);
  }

  @Test
  void synthesize_voiceThatBreaksTheModel_failsAndTheNextIsSpoken() {
    float[] broken = new float[SmallModel.VOICE.conditioningLatents().length];
    Arrays.fill(broken, Float.NaN);
    Voice voice = new Voice("broken", SmallModel.VOICE.latentCount(), broken, SmallModel.VOICE.speakerEmbedding());
    ChunkRequest request = SmallModel.drawn(1);

    CompletableFuture<AudioClip> answer = speak(
        new ChunkRequest(voice, "", request.tokenIds(), 1, request.sampling(), 1));
    CompletableFuture<AudioClip> neighbour = speak(request);

    assertThat(answer).failsWithin(SOON).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class)
        .havingCause().isInstanceOf(ArithmeticException.class).withMessageContaining("logit");
    assertThat(neighbour.join().samples()).isEqualTo(speak(request).join().samples());
  }

  @Test
  void synthesize_cancelled_freesTheDevice() {
    List<CompletableFuture<AudioClip>> unwanted =
        Stream.of(1, 2, 3, 4, 5, 6).map(seed -> speak(SmallModel.drawn(seed))).toList();
    unwanted.forEach(answer -> answer.cancel(false));

    assertThat(speak(SmallModel.drawn(7)).join().samples()).isNotEmpty();
  }

  @Test
  void synthesize_voiceOfAnotherModel_isRefused() {
    Voice wide = new Voice("wide", 32, new float[32 * 1024], new float[512]);

    assertThatThrownBy(() -> speak(new ChunkRequest(wide, "", new int[] {516}, 1, SmallModel.GREEDY, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 latents of 1024 values").hasMessageContaining("32 of 64 and 48");
  }

  @Test
  void synthesize_tokenOutsideTheVocabulary_isRefused() {
    assertThatThrownBy(() -> speak(SmallModel.greedy(5, 920)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("920");
  }

  @Test
  void synthesize_moreTokensThanTheModelReads_isRefused() {
    int[] tooMany = new int[402];
    Arrays.fill(tooMany, 20);
    assertThatThrownBy(() -> speak(SmallModel.greedy(tooMany)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("fewer than 402");
  }

  @Test
  void synthesize_asManyTokensAsTheModelReads_isSpoken() {
    int[] most = new int[401];
    Arrays.fill(most, 20);
    assertThat(speak(SmallModel.greedy(most)).join().samples()).isNotEmpty();
  }

  @Test
  void voiceFrom_recording_givesAVoiceThatSpeaks() {
    Voice voice = engine.voiceFrom("mine", List.of(SmallModel.hum(5))).join();

    assertThat(voice.name()).isEqualTo("mine");
    ChunkRequest request = new ChunkRequest(voice, "", new int[] {516, 24, 12}, 1, SmallModel.GREEDY, 0);
    assertThat(speak(request).join().samples()).isNotEmpty();
  }

  @Test
  void voiceFrom_tooShortRecording_isRefusedAndHarmsNoOther() {
    assertThat(engine.voiceFrom("brief", List.of(SmallModel.hum(0.2)))).failsWithin(SOON).withThrowableThat()
        .havingCause().isInstanceOf(InvalidRequestException.class).withMessageContaining("0.20 s");
    assertThat(engine.voiceFrom("longer", List.of(SmallModel.hum(1))).join().latentCount()).isEqualTo(32);
  }

  @Test
  void voiceFrom_noRecording_isRefused() {
    assertThatThrownBy(() -> engine.voiceFrom("nobody", List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void close_beforeAnswers_failsThem() {
    XttsEngine other = SmallModel.engine();
    List<CompletableFuture<AudioClip>> answers =
        Stream.of(1, 2, 3, 4, 5, 6).map(seed -> other.synthesize(SmallModel.drawn(seed), this)).toList();

    other.close();

    assertThat(answers.get(5)).failsWithin(SOON).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class).withMessageContaining("closed");
  }

  @Test
  void load_notAnArchive_namesTheFile(@TempDir Path scratch) throws IOException {
    Path archive = Files.writeString(scratch.resolve("broken.pt"), "no archive");

    assertThatThrownBy(() -> XttsEngine.load(
        archive, SmallModel.CONFIG, Precisions.FLOAT32, new EngineSettings(1, 1, 1, false), EngineListener.NONE))
        .isInstanceOf(ModelLoadException.class).hasMessageContaining("broken.pt");
  }

  @Test
  void precisions_gpuRequiredWhereThereIsNone_saysSo() {
    assumeFalse(Hardware.ofThisMachine().gpu());

    assertThatThrownBy(() -> XttsEngine.precisions(
        SmallModel.FOLDER, new EngineSettings(1, 1, 1, false, Optional.empty(), Optional.empty(), true)))
        .isInstanceOf(ModelLoadException.class).hasMessageContaining("coqui.engine.gpu-required");
  }

  @Test
  void load_chosenVocoderThatFails_computesInFloat32(@TempDir Path scratch) {
    try (XttsEngine loaded = XttsEngine.load(SmallModel.FOLDER, ArchiveFiles.failingUnlessFloat32(scratch),
        ConversionProgress.IGNORED, BFLOAT16, new EngineSettings(1, 1, 1, false), EngineListener.NONE)) {
      assertThat(loaded.vocoderPrecision()).isEqualTo("float32");
      assertThat(loaded.synthesize(SmallModel.drawn(1), this).join().samples()).isNotEmpty();
    }
  }

  @Test
  void load_wantedVocoderThatFails_isAnError(@TempDir Path scratch) {
    EngineSettings settings = new EngineSettings(
        1, 1, 1, false, Optional.empty(), Optional.of(Precision.BFLOAT16), false);

    assertThatThrownBy(() -> XttsEngine.load(SmallModel.FOLDER, ArchiveFiles.failingUnlessFloat32(scratch),
        ConversionProgress.IGNORED, BFLOAT16, settings, EngineListener.NONE))
        .isInstanceOf(ModelLoadException.class).hasMessageContaining("could not create a primitive");
  }

  @Test
  void load_vocoderPrecisionThatIsWanted_isThat(@TempDir Path scratch) {
    EngineSettings settings = new EngineSettings(
        1, 1, 1, false, Optional.of(Precision.FLOAT32), Optional.of(Precision.BFLOAT16), false);

    try (XttsEngine loaded = XttsEngine.load(SmallModel.FOLDER, new ModelArchives(scratch),
        ConversionProgress.IGNORED, settings, EngineListener.NONE)) {
      assertThat(loaded.precision()).isEqualTo("float32");
      assertThat(loaded.vocoderPrecision()).isEqualTo("bfloat16");
      assertThat(loaded.identity()).contains("-float32+bfloat16-");
    }
  }

  @Test
  void load_archiveThatPyTorchRefuses_isConvertedAgain(@TempDir Path scratch) {
    try (XttsEngine loaded = XttsEngine.load(SmallModel.FOLDER, ArchiveFiles.refusedOnce(scratch),
        ConversionProgress.IGNORED, new EngineSettings(1, 1, 1, false), EngineListener.NONE)) {
      assertThat(loaded.synthesize(SmallModel.drawn(1), this).join().samples()).isNotEmpty();
    }
  }
}
