package coqui.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.pipeline.CheckpointTexts;
import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import coqui.text.SpeechPlan;
import coqui.text.TextChunk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Shows what the model would be given to speak:
 * {@code {"text","language","sentences":[…],"chunks":[{"text","normalized","ids":[…]}]}} for each line of standard
 * input. Needs no more of the checkpoint than {@code vocab.json}.
 */
@Command(
    name = "explain",
    description = "Shows how texts from standard input are cut, normalised and tokenised, as JSON lines.")
final class ExplainCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final InputStream in;
  private final OutputStream out;

  @Mixin
  private ModelOption model;

  @Option(names = "--language", paramLabel = "CODE", description = "Language of the texts, such as en or zh-cn.")
  private String language;

  @Option(
      names = "--jsonl",
      description = "Each line is an object {\"text\", \"language\", \"max_chars\"?, \"max_words\"?}, not a text.")
  private boolean jsonLines;

  @Spec
  private CommandSpec spec;

  private CheckpointTexts texts;

  ExplainCommand(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    if (language == null && !jsonLines) {
      throw new ParameterException(spec.commandLine(), "--language CODE is needed (or --jsonl)");
    }
    texts = CheckpointTexts.of(model.settings().checkpoint());
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    Writer explained = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    int number = 0;
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        explained.write(jsonLines ? explainObject(line) : explain(line, language, null, null));
        explained.write('\n');
      }
    } catch (InvalidRequestException e) {
      throw new InvalidRequestException(e.code(), "line %d: %s".formatted(number, e.getMessage()), e.details());
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException(
          "invalid_text", "what follows line %d is not UTF-8".formatted(number), Map.of());
    } finally {
      explained.flush();
    }
    return 0;
  }

  private String explainObject(String line) throws JsonProcessingException {
    JsonNode object;
    try {
      object = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw invalid("this is no JSON object");
    }
    JsonNode text = object.path("text");
    JsonNode tag = object.path("language");
    if (!text.isTextual() || !(tag.isTextual() || tag.isMissingNode() && language != null)) {
      throw invalid("expected an object with the strings text and language");
    }
    return explain(text.textValue(), tag.asText(language), limit(object, "max_chars"), limit(object, "max_words"));
  }

  private static Integer limit(JsonNode object, String name) {
    JsonNode limit = object.path(name);
    if (limit.isMissingNode() || limit.isNull()) {
      return null;
    }
    if (!limit.canConvertToInt() || !limit.isIntegralNumber() || limit.intValue() < 1) {
      throw invalid(name + " is " + limit + ", expected a whole number of at least 1");
    }
    return limit.intValue();
  }

  private String explain(String text, String tag, Integer maxCharacters, Integer maxWords)
      throws JsonProcessingException {
    Language spoken = Language.of(tag)
        .orElseThrow(() -> InvalidRequestException.unsupportedLanguage(tag, Language.codes()));
    SpeechPlan plan = texts.frontEnd().plan(
        text,
        spoken,
        maxCharacters == null ? texts.limits().maxCharacters(spoken) : maxCharacters,
        maxWords == null ? texts.limits().maxWords() : maxWords);
    Map<String, Object> explained = new LinkedHashMap<>();
    explained.put("text", text);
    explained.put("language", spoken.code());
    explained.put("sentences", plan.sentences());
    explained.put("chunks", plan.chunks().stream().map(ExplainCommand::members).toList());
    return JSON.writeValueAsString(explained);
  }

  private static Map<String, Object> members(TextChunk chunk) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("text", chunk.text());
    members.put("normalized", chunk.normalized());
    members.put("ids", chunk.tokenIds());
    return members;
  }

  private static InvalidRequestException invalid(String message) {
    return new InvalidRequestException("invalid_line", message, Map.of());
  }
}
