package coqui.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import coqui.Settings;
import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.DemoCheckpoint;
import coqui.speech.ModelLoadException;
import coqui.xtts.XttsEngine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Less precise numbers, beside float32: another word may be said otherwise, but no more of them are lost. */
@Listening
class PrecisionIntelligibilityTest {

  private static final ExpectedVoice VOICE = ExpectedVoice.clearest();

  /** Points of word error rate: as many as 40 sentences said in another way may differ by (HeldBackSentencesTest). */
  private static final double TOLERANCE = 8;

  @TempDir
  private static Path folder;

  private static double float32ErrorRate;

  @BeforeAll
  static void speakInFloat32() throws Exception {
    float32ErrorRate = errorRate("float32", "float32");
  }

  @ParameterizedTest(name = "GPT {0}, vocoder {1}")
  @CsvSource({"int8, float32", "float32, bfloat16"})
  void speech_lessPrecise_isUnderstoodAsWellAsFloat32(String gpt, String vocoder) throws Exception {
    assertThat(errorRate(gpt, vocoder)).isLessThanOrEqualTo(float32ErrorRate + TOLERANCE);
  }

  private static double errorRate(String gpt, String vocoder) throws Exception {
    Map<String, String> settings =
        Map.of("coqui.engine.precision", gpt, "coqui.engine.vocoder-precision", vocoder);
    requireOfThisMachine(settings);
    try (DemoService service = new DemoService(folder, settings)) {
      double errorRate = Heard.errorRate(Recogniser.hear(service.speak(VOICE, Sentences.heldBack(VOICE))));
      System.err.printf("%s, GPT %s, vocoder %s: word error rate %.1f %%%n", VOICE, gpt, vocoder, errorRate);
      return errorRate;
    }
  }

  private static void requireOfThisMachine(Map<String, String> settings) {
    try {
      XttsEngine.precisions(
          CheckpointFolder.open(DemoCheckpoint.unpack(folder)), Settings.load(settings).engine());
    } catch (ModelLoadException refused) {
      if (!(refused.getCause() instanceof IllegalArgumentException)) {
        throw refused;
      }
      String skipped = "SKIPPED, nobody listened to " + settings + ": " + refused.getMessage();
      System.err.println(skipped);
      abort(skipped);
    }
  }
}
