package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.audio.Resampler;
import coqui.audio.ResamplingFilter;
import coqui.audio.WavFile;
import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.ModelArchives;
import coqui.checkpoint.Precisions;
import coqui.reference.NpzFile;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.Language;
import coqui.speech.SamplingSettings;
import coqui.speech.Voice;
import coqui.text.TextChunk;
import coqui.text.TextFrontEnd;
import coqui.text.TextLimits;
import coqui.xtts.XttsModel.Piece;
import coqui.xtts.XttsModel.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Coqui's own code computes from a checkpoint, stage by stage, computed here from the same files by the same
 * loader and code as production uses. {@code -Dcoqui.reference=DIR} runs it on another folder of the same layout.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceTest {

  private static final double TENSOR_DECIBELS = 80;
  private static final double WAVEFORM_DECIBELS = 60;

  private final ReferenceFolder reference = ReferenceFolder.ofThisRun();
  private final SignalToNoise noise = new SignalToNoise();
  private final List<Loaded> loaded = new ArrayList<>();

  /** A checkpoint on the device. */
  private record Loaded(CheckpointFolder folder, Map<String, Voice> voices, TextFrontEnd text, XttsDevice device) {

    @Override
    public String toString() {
      return folder.directory().getFileName().toString();
    }
  }

  @BeforeAll
  void loadCheckpoints(@TempDir Path scratch) throws IOException {
    for (Path directory : reference.checkpoints(scratch)) {
      CheckpointFolder folder = CheckpointFolder.open(directory);
      Path archive = new ModelArchives(scratch.resolve("archives"))
          .archiveOf(folder, Precisions.FLOAT32, ConversionProgress.IGNORED);
      loaded.add(new Loaded(
          folder,
          folder.voices(),
          TextFrontEnd.load(folder.vocabulary(), new TextLimits(Map.of(), folder.config().maxTextTokens() - 2)),
          XttsDevice.load(archive, folder.config(), 1, 1, Guards.OFF)));
    }
  }

  @AfterAll
  void closeAndReport() {
    loaded.forEach(checkpoint -> checkpoint.device().close());
    System.out.println(noise);
  }

  Stream<Arguments> conditioning() {
    return casesOfEachCheckpoint("conditioning");
  }

  Stream<Arguments> synthesis() {
    return casesOfEachCheckpoint("synthesis");
  }

  Stream<Arguments> sampling() {
    return casesOfEachCheckpoint("sampling").limit(reference.cases("sampling").size());
  }

  List<JsonNode> resample() {
    return reference.cases("resample");
  }

  private Stream<Arguments> casesOfEachCheckpoint(String kind) {
    return loaded.stream().flatMap(
        checkpoint -> reference.cases(kind).stream().map(reference -> Arguments.of(checkpoint, reference)));
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource
  void conditioning(Loaded checkpoint, JsonNode listed) throws IOException {
    NpzFile arrays = reference.arrays(listed.path("file").textValue());
    XttsModel model = checkpoint.device().model();
    List<AudioClip> recordings = new ArrayList<>();
    for (JsonNode name : listed.path("references")) {
      recordings.add(WavFile.decode(Files.readAllBytes(reference.recording(name.textValue()))));
    }

    float[] expected22050 = arrays.floats("audio22050");
    float[] whole = new Conditioning(model).prepared(recordings.get(0));
    float[] audio22050 = Arrays.copyOf(whole, expected22050.length);
    noise.check("audio 22.05 kHz", audio22050, expected22050, TENSOR_DECIBELS);
    float[] mel = model.mel(audio22050);
    noise.check("mel", mel, arrays.floats("mel"), TENSOR_DECIBELS);
    float[] encoder = model.encoder(mel, arrays.shape("mel")[0]);
    noise.check("encoder", encoder, arrays.floats("encoder"), TENSOR_DECIBELS);
    float[] expected16000 = arrays.floats("audio16000");
    float[] audio16000 = Arrays.copyOf(
        Resampler.resample(whole, 22_050, 16_000, ResamplingFilter.CONDITIONING), expected16000.length);
    noise.check("audio 16 kHz", audio16000, expected16000, TENSOR_DECIBELS);
    noise.check("speaker mel", model.speakerMel(audio16000), arrays.floats("speaker_mel"), TENSOR_DECIBELS);

    Voice voice = SmallModel.finished(checkpoint.device().voice("a voice", recordings));
    float[] latents = arrays.floats("gpt_cond_latent");
    noise.check("conditioning latents", voice.conditioningLatents(), latents, TENSOR_DECIBELS);
    float[] embedding = arrays.floats("speaker_embedding");
    noise.check("speaker embedding", voice.speakerEmbedding(), embedding, TENSOR_DECIBELS);
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource
  void synthesis(Loaded checkpoint, JsonNode listed) {
    NpzFile arrays = reference.arrays(listed.path("file").textValue());
    XttsModel model = checkpoint.device().model();
    Voice voice = checkpoint.voices().get(listed.path("speaker").textValue());
    double speed = listed.path("speed").asDouble(1);

    int[] tokenIds = tokenIds(checkpoint.text(), listed);
    assertThat(tokenIds).as("token ids").containsExactly(arrays.ints("token_ids"));

    SamplingSettings greedy = new SamplingSettings(0, 0, 1, listed.path("repetition_penalty").asDouble(5));
    ChunkRequest request = new ChunkRequest(voice, "", tokenIds, speed, greedy, 0);
    Sequence sequence = checkpoint.device().decode(request, listed.path("max_codes").intValue());
    int[] codes = arrays.ints("codes");
    assertThat(sequence.codes()).as("codes").containsExactly(codes);
    noise.check("latents", sequence.latents(), arrays.floats("latents"), TENSOR_DECIBELS);

    float[] logits = logitsOf(checkpoint, request, codes, arrays.shape("logits")[0]);
    noise.check("logits", logits, arrays.floats("logits"), TENSOR_DECIBELS);

    float[] samples = Waveform.of(model, sequence.latents(), voice.speakerEmbedding(), speed);
    noise.check("waveform", samples, arrays.floats("wav"), WAVEFORM_DECIBELS);
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource
  void sampling(Loaded checkpoint, JsonNode listed) {
    NpzFile arrays = reference.arrays(listed.path("case").textValue());
    int step = listed.path("step").intValue();
    int codes = checkpoint.folder().config().audioTokens();
    SamplingSettings settings = new SamplingSettings(
        listed.path("temperature").doubleValue(), listed.path("top_k").intValue(),
        listed.path("top_p").doubleValue(), listed.path("repetition_penalty").doubleValue());
    Sampler sampler = new Sampler(settings, 0, codes, checkpoint.folder().config().startAudioToken());
    Arrays.stream(arrays.ints("codes")).limit(step).forEach(sampler::drawn);

    float[] logits = Arrays.copyOfRange(arrays.floats("logits"), step * codes, (step + 1) * codes);
    float[] probabilities = sampler.probabilities(logits);

    Map<Integer, Double> expected = new TreeMap<>();
    for (int i = 0; i < listed.path("ids").size(); i++) {
      expected.put(listed.path("ids").get(i).intValue(), listed.path("probabilities").get(i).doubleValue());
    }
    for (int code = 0; code < codes; code++) {
      assertThat((double) probabilities[code]).as("probability of code %d", code)
          .isCloseTo(expected.getOrDefault(code, 0.0), within(1e-4));
      assertThat(probabilities[code] > 0).as("code %d can be drawn", code).isEqualTo(expected.containsKey(code));
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource
  void resample(JsonNode rates) {
    NpzFile arrays = reference.arrays("resample.npz");
    int from = rates.get(0).intValue();
    int to = rates.get(1).intValue();

    float[] resampled = Resampler.resample(arrays.floats("input"), from, to, ResamplingFilter.CONDITIONING);

    noise.check("resampling", resampled, arrays.floats(from + "_to_" + to), TENSOR_DECIBELS);
  }

  /** Of the whole text as one chunk, as the reference was made. */
  private static int[] tokenIds(TextFrontEnd text, JsonNode listed) {
    Language language = Language.of(listed.path("language").textValue()).orElseThrow();
    List<TextChunk> chunks = text.plan(listed.path("text").textValue(), language, 10_000, 10_000).chunks();
    assertThat(chunks).as("chunks").hasSize(1);
    return chunks.get(0).tokenIds();
  }

  /** The first {@code rows} rows of logits, [rows, V], if these codes are read one after the other. */
  private static float[] logitsOf(Loaded checkpoint, ChunkRequest request, int[] codes, int rows) {
    XttsModel model = checkpoint.device().model();
    int vocabulary = checkpoint.folder().config().audioTokens();
    float[] logits = new float[rows * vocabulary];
    int prefix = Sequence.prefixPlaces(request);
    try (KvCache.Region region = model.kvCache(1, prefix + rows).take()) {
      region.reserve(prefix + rows);
      Prediction prediction = model.prefill(request, region, new Piece(0, prefix));
      for (int row = 0; row < rows; row++) {
        if (row > 0) {
          prediction = model.step(List.of(new Row(codes[row - 1], row, region, prefix + row - 1)))[0];
        }
        System.arraycopy(prediction.logits(), 0, logits, row * vocabulary, vocabulary);
      }
    }
    return logits;
  }
}
