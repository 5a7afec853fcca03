package coqui.listening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.Interpreter;
import coqui.audio.WavFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * pocketsphinx with its own free vocabulary of English, in Python ({@code src/test/python/word_error_rate.py}).
 * How a recording is heard does not depend on the others.
 */
final class Recogniser {

  /** The only one that it knows. */
  static final String LANGUAGE = "en";

  static final String HOW_TO_GET = Interpreter.PYTHON.file() + " cannot import pocketsphinx: pip install pocketsphinx, or name an "
      + "interpreter that can with -Dcoqui.python=FILE";

  static final boolean IS_THERE = Interpreter.PYTHON.canImport("pocketsphinx");

  private static final Path SCRIPT = Path.of("src/test/python/word_error_rate.py");

  private Recogniser() {}

  /** What is heard in each of the recordings, in their order. */
  static List<Heard> hear(List<Recording> recordings) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("listening");
    try {
      List<String> manifest = new ArrayList<>();
      for (Recording recording : recordings) {
        Path file = folder.resolve(manifest.size() + ".wav");
        Files.write(file, WavFile.encode(recording.sound()));
        manifest.add(file + "\t" + recording.text());
      }
      return hear(manifest, folder.resolve("complaints"));
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static List<Heard> hear(List<String> manifest, Path complaints) throws IOException, InterruptedException {
    Process process = Interpreter.PYTHON.process(SCRIPT.toString()).redirectError(complaints.toFile()).start();
    try (var lines = process.outputWriter(StandardCharsets.UTF_8)) {
      lines.write(String.join("\n", manifest));
    }
    JsonNode report = new ObjectMapper().readTree(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(Files.readString(complaints)).isZero();
    List<Heard> heard = new ArrayList<>();
    report.get("heard").forEach(one -> heard.add(new Heard(
        one.get("sentence").asText(), one.get("heard").asText(), one.get("words").asInt(), one.get("edits").asInt())));
    assertThat(heard).hasSameSizeAs(manifest);
    return heard;
  }
}
