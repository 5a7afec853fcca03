package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.DemoCheckpoint;
import coqui.checkpoint.ModelArchives;
import coqui.checkpoint.Precisions;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.Language;
import coqui.speech.SamplingSettings;
import coqui.speech.Voice;
import coqui.text.TextFrontEnd;
import coqui.text.TextLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Good speech is left alone, and a take that failed is made good by the next. */
@Timeout(120)
class GuardedDemoVoiceTest {

  private static final Language ENGLISH = Language.of("en").orElseThrow();
  private static final List<String> HEARD = new ArrayList<>();

  private static CheckpointFolder folder;
  private static TextFrontEnd texts;
  private static XttsDevice device;

  @BeforeAll
  static void load(@TempDir Path scratch) {
    folder = CheckpointFolder.open(DemoCheckpoint.unpack(scratch));
    texts = TextFrontEnd.load(
        folder.vocabulary(), new TextLimits(folder.config().charLimits(), folder.config().maxTextTokens() - 2));
    Path archive = new ModelArchives(scratch).archiveOf(folder, Precisions.FLOAT32, ConversionProgress.IGNORED);
    device = XttsDevice.load(archive, folder.config(), 1, 1,
        new Guards(true, (fault, outcome) -> HEARD.add(fault.label() + " " + outcome.label())));
  }

  @AfterAll
  static void close() {
    device.close();
  }

  @BeforeEach
  void hearNothing() {
    HEARD.clear();
  }

  private static ChunkRequest request(Voice voice, String spoken, long seed) {
    return new ChunkRequest(voice, spoken, texts.plan(spoken, ENGLISH).chunks().get(0).tokenIds(), 1,
        folder.config().sampling(), seed);
  }

  /** The same codes, and other expectations of how many there should be. */
  private static ChunkRequest asIf(String text, ChunkRequest request) {
    return new ChunkRequest(request.voice(), text, request.tokenIds(), 1, request.sampling(), request.seed());
  }

  private static Voice robert() {
    return folder.voices().get("Robert");
  }

  private static AudioClip speak(ChunkRequest request, Optional<List<float[]>> windows) {
    Task<AudioClip> utterance = device.utterance(request, windows.map(list -> list::add));
    try {
      while (true) {
        if (utterance.hasTurn()) {
          Optional<AudioClip> clip = utterance.turn();
          if (clip.isPresent()) {
            return clip.get();
          }
        } else {
          device.step();
        }
      }
    } finally {
      utterance.close();
    }
  }

  private static Sequence unguarded(ChunkRequest request) {
    return device.decode(request, GptDecoder.mostCodes(folder.config()));
  }

  private static float[] unguardedSound(ChunkRequest request) {
    return Waveform.of(device.model(), unguarded(request).latents(), request.voice().speakerEmbedding(), 1);
  }

  /** To the last bit; a failure names the first sample that differs, where there are a hundred thousand. */
  private static void assertSame(float[] samples, float[] expected) {
    assertThat(Arrays.mismatch(samples, expected)).as("first sample that differs").isEqualTo(-1);
  }

  @Test
  void turn_goodSpeech_isLeftAloneToTheBit() {
    for (Voice voice : folder.voices().values()) {
      for (String text : List.of("Hi.", "Row, row, row your boat.")) {
        ChunkRequest request = request(voice, text, 1);

        float[] samples = speak(request, Optional.empty()).samples();

        assertThat(HEARD).as(voice.name() + ": " + text).isEmpty();
        assertSame(samples, unguardedSound(request));
      }
    }
  }

  /** Of one text, the take of one seed has fewer codes than that of the next; between them lies what is too few. */
  @Test
  void turn_secondTakeWithoutFault_isHeardAsItIs() {
    long seed = LongStream.range(0, 50)
        .filter(candidate -> codes(candidate) + 3 < codes(~candidate))
        .findFirst().orElseThrow();
    String text = "a".repeat((int) (codes(~seed) / 0.7) - 2);
    assertThat(CodeBounds.of(text).fewest()).isBetween(codes(seed), codes(~seed) - 1);

    AudioClip clip = speak(asIf(text, hello(seed)), Optional.empty());

    assertThat(HEARD).containsExactly("instant_stop retried", "instant_stop recovered");
    assertSame(clip.samples(), unguardedSound(hello(~seed)));
  }

  private static ChunkRequest hello(long seed) {
    ChunkRequest usual = request(robert(), "Hello there, how are you today?", seed);
    return new ChunkRequest(
        usual.voice(), usual.text(), usual.tokenIds(), 1, new SamplingSettings(1, 0, 1, 1), usual.seed());
  }

  private static int codes(long seed) {
    return unguarded(hello(seed)).codeCount();
  }

  @Test
  void turn_streamedFaultBeforeTheFirstSound_isNotHeard() {
    int heardFirst = Waveform.streamed(device.model(), robert().speakerEmbedding(), 1).codesNeeded();
    ChunkRequest tooLittle = LongStream.range(0, 100)
        .mapToObj(seed -> asIf("a".repeat(100), request(robert(), "I", seed)))
        .filter(request -> unguarded(request).codeCount() < heardFirst)
        .findFirst().orElseThrow();
    List<float[]> windows = new ArrayList<>();

    AudioClip clip = speak(tooLittle, Optional.of(windows));

    assertThat(HEARD).containsExactly("instant_stop retried", "instant_stop accepted");
    assertThat(windows.stream().mapToInt(window -> window.length).sum()).isEqualTo(clip.samples().length);
  }

  @Test
  void turn_soundWithoutEnd_isCutWhereItBegan() {
    ChunkRequest request = stuck(1);

    AudioClip clip = speak(request, Optional.empty());

    assertThat(HEARD).containsExactly("loop accepted");
    assertThat(clip.seconds()).isLessThan(1);
    assertThat(unguarded(request).codeCount()).isEqualTo(GptDecoder.mostCodes(folder.config()));
  }

  @Test
  void turn_soundWithoutEndUnderAPenaltyOnRepetition_isCutTooForItIsStillWanted() {
    AudioClip clip = speak(stuck(2), Optional.empty());

    assertThat(HEARD).containsExactly("loop accepted");
    assertThat(Arrays.stream(unguarded(stuck(2)).codes()).limit(200).distinct().count()).isGreaterThan(190);
  }

  /** One letter, hundreds of times. */
  private static ChunkRequest stuck(double repetitionPenalty) {
    int[] letters = new int[400];
    Arrays.fill(letters, 140);
    return new ChunkRequest(
        robert(), "a".repeat(400), letters, 1, new SamplingSettings(0, 0, 1, repetitionPenalty), 0);
  }
}
