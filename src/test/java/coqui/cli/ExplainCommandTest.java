package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path VOCABULARY = Path.of("src/test/resources/reference/text/vocab.json");

  @TempDir
  Path folder;

  @Test
  void explain_oneTextALine_printsOneObjectALine() throws IOException {
    CommandRun run = explain("Hello there. How are you?\nFine.\n", "--language", "en");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode first = JSON.readTree(lines.get(0));
    assertThat(first.fieldNames()).toIterable().containsExactly("text", "language", "sentences", "chunks");
    assertThat(first.path("text").asText()).isEqualTo("Hello there. How are you?");
    assertThat(first.path("language").asText()).isEqualTo("en");
    assertThat(first.path("sentences").toString()).isEqualTo("[\"Hello there.\",\"How are you?\"]");
    JsonNode chunk = first.path("chunks").path(0);
    assertThat(chunk.fieldNames()).toIterable().containsExactly("text", "normalized", "ids");
    assertThat(chunk.path("text").asText()).isEqualTo("Hello there. How are you?");
    assertThat(chunk.path("normalized").asText()).isEqualTo("hello there. how are you?");
    assertThat(chunk.path("ids")).isNotEmpty().allMatch(JsonNode::isInt);
    assertThat(JSON.readTree(lines.get(1)).path("text").asText()).isEqualTo("Fine.");
  }

  @Test
  void explain_objects_followTheirLanguageAndLimits() throws IOException {
    CommandRun run = explain("""
        {"text": "One two. Three four.", "language": "en", "max_chars": 12}
        {"text": "One two. Three four.", "language": "de", "max_words": 2}
        {"text": "One two. Three four.", "language": "en", "max_chars": null, "id": "ignored"}
        """, "--jsonl");

    assertThat(run.err()).isEmpty();
    List<String> lines = run.out().lines().toList();
    assertThat(chunks(lines.get(0))).containsExactly("One two.", "Three four.");
    assertThat(chunks(lines.get(1))).containsExactly("One two.", "Three four.");
    assertThat(JSON.readTree(lines.get(1)).path("language").asText()).isEqualTo("de");
    assertThat(chunks(lines.get(2))).containsExactly("One two. Three four.");
  }

  @Test
  void explain_objectsWithoutLanguage_takeThatOfTheOption() throws IOException {
    CommandRun run = explain("{\"text\": \"Hallo.\"}", "--jsonl", "--language", "de");

    assertThat(JSON.readTree(run.out()).path("language").asText()).isEqualTo("de");
  }

  @Test
  void explain_configurationWithCharLimits_cutsShorter() throws IOException {
    Files.copy(VOCABULARY, folder.resolve("vocab.json"));
    Files.writeString(folder.resolve("config.json"), "{\"char_limits\": {\"en\": 12}}");

    CommandRun run =
        CommandRun.withInput("One two. Three four.", "explain", "--language", "en", "--model", folder.toString());

    assertThat(run.err()).isEmpty();
    assertThat(chunks(run.out())).containsExactly("One two.", "Three four.");
  }

  @Test
  void explain_blankLine_hasNothingToSpeak() throws IOException {
    CommandRun run = explain("\n", "--language", "en");

    assertThat(run.out()).isEqualTo("{\"text\":\"\",\"language\":\"en\",\"sentences\":[],\"chunks\":[]}\n");
  }

  @Test
  void explain_anyScript_isUtf8InAndOut() throws IOException {
    CommandRun run = explain("„Grüße“ – 日本語 😀\n", "--language", "ja");

    assertThat(JSON.readTree(run.out()).path("text").asText()).isEqualTo("„Grüße“ – 日本語 😀");
  }

  @Test
  void explain_japanese_showsTheRomajiThatIsSpoken() throws IOException {
    CommandRun run = explain("猫が3匹います。\n", "--language", "ja");

    assertThat(JSON.readTree(run.out()).path("chunks").get(0).path("normalized").asText())
        .isEqualTo("neko ga sanbiki imasu.");
  }

  @Test
  void explain_inputThatIsNotUtf8_isRefused() throws IOException {
    byte[] input = {(byte) 0xE9, '\n'};

    CommandRun run = CommandRun.withInput(input, "explain", "--language", "en", "--model", model());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("UTF-8").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "no json", "[]", "{}",
      "{\"text\": 1, \"language\": \"en\"}",
      "{\"text\": \"a\"}",
      "{\"text\": \"a\", \"language\": \"xx\"}",
      "{\"text\": \"a\", \"language\": \"en\", \"max_chars\": 0}",
      "{\"text\": \"a\", \"language\": \"en\", \"max_words\": 1.5}"})
  void explain_badObject_isRefusedByLine(String line) throws IOException {
    CommandRun run = explain("{\"text\": \"a\", \"language\": \"en\"}\n" + line + "\n", "--jsonl");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("line 2: ").doesNotContain("\tat ");
    assertThat(run.out().lines()).hasSize(1);
  }

  @Test
  void explain_withoutLanguage_isRefused() throws IOException {
    CommandRun run = explain("Hello.");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--language");
  }

  @Test
  void explain_folderWithoutVocabulary_namesTheFile() {
    CommandRun run = CommandRun.withInput("Hello.", "explain", "--language", "en", "--model", folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(folder.resolve("vocab.json").toString(), "missing").doesNotContain("\tat ");
  }

  private static List<String> chunks(String line) throws IOException {
    return JSON.readTree(line).path("chunks").findValuesAsText("text");
  }

  private CommandRun explain(String input, String... options) throws IOException {
    String[] command = {"explain", "--model", model()};
    String[] arguments = new String[command.length + options.length];
    System.arraycopy(command, 0, arguments, 0, command.length);
    System.arraycopy(options, 0, arguments, command.length, options.length);
    return CommandRun.withInput(input, arguments);
  }

  /** A folder with nothing but a vocabulary. */
  private String model() throws IOException {
    Path vocabulary = folder.resolve("vocab.json");
    if (Files.notExists(vocabulary)) {
      Files.copy(VOCABULARY, vocabulary);
    }
    return folder.toString();
  }
}
