package coqui.listening;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.Interpreter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the demo voice is given to say; no training heard any of it. */
final class Sentences {

  private static final Path FOLDER = Path.of("src/test/resources/listening");
  private static final String HELD_BACK =
      "import held_back, sys; print(*held_back.sentences(int(sys.argv[1])), sep='\\n')";

  private Sentences() {}

  /** Twenty of everyday English. */
  static List<String> everyday() throws IOException {
    return Files.readAllLines(FOLDER.resolve("sentences.txt"));
  }

  /**
   * As many as the voice's row asks for: in English the first of those that {@code src/demo-voice/held_back.py} makes,
   * which also evaluates checkpoints with them, in other languages of {@code sentences-LANGUAGE.txt}.
   */
  static List<String> heldBack(ExpectedVoice voice) throws IOException, InterruptedException {
    List<String> sentences = voice.language().equals(Recogniser.LANGUAGE)
        ? english(voice.sentences())
        : Files.readAllLines(FOLDER.resolve("sentences-" + voice.language() + ".txt"));
    assertThat(sentences).as("%s", voice).hasSizeGreaterThanOrEqualTo(voice.sentences());
    return sentences.subList(0, voice.sentences());
  }

  private static List<String> english(int count) throws IOException, InterruptedException {
    Process process = Interpreter.PYTHON.process("-B", "-c", HELD_BACK, Integer.toString(count))
        .directory(new File("src/demo-voice")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }
}
