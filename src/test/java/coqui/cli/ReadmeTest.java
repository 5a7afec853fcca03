package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.Interpreter;
import coqui.cli.DocumentedExamples.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of the README and of the pages for clients, run as they are printed, by a shell in a folder that looks
 * like a checkout after {@code mvn package}, against the service in a process of its own; and what a page prints below
 * them is compared with what they print. Those in Python need {@code pip install openai}, and are skipped without;
 * {@code -Dcoqui.python=FILE} names another interpreter than {@code python3}.
 */
class ReadmeTest {

  private static final List<Path> PAGES = Stream.of(
      "README.md", "src/docs/openai.md", "src/docs/voices.md", "src/docs/ssml.md", "src/docs/batch.md")
      .map(Path::of).toList();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WRITES = Pattern.compile("(?:-o|--out) (\\S+)");
  private static final Pattern WRITES_IN_PYTHON = Pattern.compile("stream_to_file\\(\"(\\S+)\"\\)");
  private static final Pattern HEADER = Pattern.compile("(?m)^([\\w-]+): ");

  /** What a reader has on disk. */
  private static final String RECORD = """
      curl -sS http://localhost:8080/tts -H 'Content-Type: application/json' -o me.mp3 -d '{"output_format": "mp3",
      "text": "This is my own voice. I am reading a few sentences aloud, so that there is enough of it. That will do."}'
      """;

  /** What no test can run, and why. */
  private static final Map<String, String> NOT_RUN = Map.of(
      "mvn ", "this is Maven's own test",
      " download ", "it would fetch 1.9 GB; DownloadCommandTest");

  @TempDir
  private static Path folder;

  private static ReadmeShell shell;
  private static ServeProcess server;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(ReadmeShell.isThere(), "bash and curl are needed to run what the README prints");
    server = ServeProcess.ready(folder, Map.of());
    shell = new ReadmeShell(folder, server.port());
    shell.run(RECORD);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> command_runAsPrinted_doesWhatThePageSays() {
    return examples("sh")
        .filter(printed -> !isLeftOut(printed.example()))
        .map(printed -> dynamicTest(printed.name(), () -> {
          String output = shell.run(printed.example().text());
          requireFiles(WRITES, printed.example().text());
          if (printed.example().following().isPresent()) {
            compare(output, printed.example().following().get());
          }
        }));
  }

  @TestFactory
  Stream<DynamicTest> python_runAsPrinted_writesItsFile() {
    return examples("python").map(printed -> dynamicTest(printed.name(), () -> {
      assumeTrue(
          Interpreter.PYTHON.canImport("openai"), "SKIPPED, no Python with openai: pip install openai, -Dcoqui.python=FILE");
      shell.runPython(printed.example().text());
      requireFiles(WRITES_IN_PYTHON, printed.example().text());
    }));
  }

  @Test
  void leftOut_everyReason_isStillNeeded() {
    List<Printed> commands = examples("sh").toList();
    assertThat(NOT_RUN.keySet()).allMatch(part ->
        commands.stream().anyMatch(printed -> printed.example().text().contains(part)));
  }

  private record Printed(Path page, Example example) {

    String name() {
      return page + ", line " + example.line();
    }
  }

  private static Stream<Printed> examples(String language) {
    return PAGES.stream().flatMap(page -> DocumentedExamples.in(page).stream()
        .filter(example -> example.language().equals(language))
        .map(example -> new Printed(page, example)));
  }

  private static boolean isLeftOut(Example example) {
    return NOT_RUN.keySet().stream().anyMatch(example.text()::contains);
  }

  private static void requireFiles(Pattern writing, String text) throws IOException {
    for (String file : writing.matcher(text).results().map(found -> found.group(1)).toList()) {
      if (!file.equals("-")) {
        assertThat(SoundFile.kindOf(Files.readAllBytes(shell.folder().resolve(file))))
            .isEqualTo(file.substring(file.lastIndexOf('.') + 1));
      }
    }
  }

  private static void compare(String printed, Example documented) throws IOException {
    switch (documented.language()) {
      case "json" -> assertThat(shape(JSON.readTree(printed))).isEqualTo(shape(JSON.readTree(documented.text())));
      case "" -> {
        assertThat(printed.lines().findFirst()).isEqualTo(documented.text().lines().findFirst());
        assertThat(headers(printed)).isEqualTo(headers(documented.text()));
      }
      default -> { }   // the next example
    }
  }

  private static TreeSet<String> headers(String head) {
    return HEADER.matcher(head).results().map((MatchResult found) -> found.group(1))
        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  /** What kind of value is where: values differ from run to run. Of a list, that of its first element. */
  private static Object shape(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> shapes = new TreeMap<>();
      node.properties().forEach(member -> shapes.put(member.getKey(), shape(member.getValue())));
      return shapes;
    }
    if (node.isArray()) {
      return node.isEmpty() ? List.of() : List.of(shape(node.get(0)));
    }
    return node.getNodeType();
  }
}
