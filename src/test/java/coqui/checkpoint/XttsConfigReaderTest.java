package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.speech.Language;
import coqui.speech.ModelLoadException;
import coqui.speech.SamplingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XttsConfigReaderTest {

  private static final JsonMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @TempDir
  Path folder;

  @Test
  void read_reference_isWhatItsFileSays() {
    XttsConfig config = CheckpointFolder.open(Fixtures.REFERENCE).config();

    assertThat(config.languages()).hasSize(17).startsWith("en", "es").endsWith("ja", "hi");
    assertThat(config.charLimits()).isEmpty();
    assertThat(config.sampling()).isEqualTo(new SamplingSettings(0.75, 50, 0.85, 5));
    assertThat(config.gptLayers()).isEqualTo(3);
    assertThat(config.gptWidth()).isEqualTo(64);
    assertThat(config.gptHeads()).isEqualTo(4);
    assertThat(config.textTokens()).isEqualTo(920);
    assertThat(config.startTextToken()).isEqualTo(518);
    assertThat(config.stopTextToken()).isEqualTo(0);
    assertThat(config.audioTokens()).isEqualTo(1026);
    assertThat(config.startAudioToken()).isEqualTo(1024);
    assertThat(config.stopAudioToken()).isEqualTo(1025);
    assertThat(config.maxAudioTokens()).isEqualTo(605);
    assertThat(config.maxTextTokens()).isEqualTo(402);
    assertThat(config.codeStrideSamples()).isEqualTo(1024);
    assertThat(config.inputSampleRate()).isEqualTo(22_050);
    assertThat(config.outputSampleRate()).isEqualTo(24_000);
    assertThat(config.outputHopSamples()).isEqualTo(256);
    assertThat(config.decoderWidth()).isEqualTo(64);
    assertThat(config.speakerEmbeddingWidth()).isEqualTo(48);
    assertThat(config.conditionEachUpsampling()).isTrue();
    assertThat(config.conditioningSeconds()).isEqualTo(30);
    assertThat(config.conditioningChunkSeconds()).isEqualTo(4);
    assertThat(config.maxReferenceSeconds()).isEqualTo(30);
    assertThat(config.normalizeReferences()).isFalse();
  }

  @Test
  void read_charLimits_areThoseOfTheDemoVoice() {
    assertThat(CheckpointFolder.open(Fixtures.DEMO).config().charLimits())
        .containsOnlyKeys(DemoVoices.LANGUAGES.toArray(String[]::new)).containsEntry("en", 110);
  }

  @Test
  void read_nullTokensAsInXttsV2_areThoseOfTheVocabulary() throws IOException {
    XttsConfig config = read("""
        {"model_args": {"gpt_number_text_tokens": null, "gpt_start_text_token": null, "gpt_stop_text_token": null}}""");

    assertThat(config.textTokens()).isEqualTo(920);
    assertThat(config.startTextToken()).isEqualTo(518);
  }

  @Test
  void read_emptyObject_hasCoquisDefaults() throws IOException {
    XttsConfig config = read("{}");

    assertThat(config.languages()).isEqualTo(Language.codes());
    assertThat(config.sampling()).isEqualTo(new SamplingSettings(0.85, 50, 0.85, 2));
    assertThat(config.gptLayers()).isEqualTo(30);
    assertThat(config.startAudioToken()).isEqualTo(8192);
    assertThat(config.conditioningSeconds()).isEqualTo(12);
  }

  @Test
  void read_numbersThatPythonAloneWrites_areSkippedWhereNotNeeded() throws IOException {
    assertThat(read("{\"max_audio_len\": Infinity, \"x\": -Infinity, \"y\": NaN}").gptLayers()).isEqualTo(30);
  }

  @Test
  void read_wholeNumberWrittenAsReal_isTaken() throws IOException {
    assertThat(read("{\"gpt_cond_len\": 30.0}").conditioningSeconds()).isEqualTo(30);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "{'temperature': 'hot'}                        | temperature is \"hot\", expected a number from 0.0 to 100.0",
      "{'temperature': NaN}                          | temperature is \"NaN\", expected a number",
      "{'temperature': -1}                           | temperature is -1, expected a number from 0.0 to 100.0",
      "{'top_p': 0}                                  | top_p is 0, expected a number from 4.9E-324 to 1.0",
      "{'top_k': 1.5}                                | top_k is 1.5, expected a whole number from 0 to 1,048,575",
      "{'top_k': Infinity}                           | top_k is \"Infinity\", expected a whole number",
      "{'top_k': 99999999999999999999}               | top_k is 99999999999999999999, expected a whole number",
      "{'repetition_penalty': 0.5}                   | repetition_penalty is 0.5, expected a number from 1.0 to 100.0",
      "{'sound_norm_refs': 'no'}                     | sound_norm_refs is \"no\", expected true or false",
      "{'gpt_cond_len': 0}                           | gpt_cond_len is 0, expected a whole number from 1 to 3,600",
      "{'model_args': 7}                             | model_args is 7, expected an object",
      "{'model_args': {'gpt_layers': '30'}} | model_args.gpt_layers is \"30\", expected a whole number from 1 to 512",
      "{'model_args': {'gpt_layers': [30]}}          | model_args.gpt_layers is an array, expected a whole number",
      "{'model_args': {'gpt_n_heads': 7}} | model_args.gpt_n_heads is 7, expected a divisor of gpt_n_model_channels",
      "{'model_args': {'gpt_n_model_channels': 1e9}} | model_args.gpt_n_model_channels is 1.0E9, expected a whole",
      "{'model_args': {'gpt_num_audio_tokens': 1026}}| model_args.gpt_start_audio_token is missing, expected a whole",
      "{'model_args': {'input_sample_rate': 0}} | model_args.input_sample_rate is 0, expected a whole number",
      "{'languages': 'en'}                           | languages is \"en\", expected a list of codes such as \"en\"",
      "{'languages': []}                             | languages is an array, expected a list of codes",
      "{'languages': [1]}                            | languages is 1, expected codes such as \"en\"",
      "{'languages': ['\\u0007']}                    | expected codes such as \"en\"",
      "{'char_limits': {'en': 0}}                    | char_limits.en is 0, expected a whole number from 1 to 10,000",
      "[]                                            | the file holds no JSON object",
      "{'top_k': 5                                   | the file is not valid JSON: Unexpected end-of-input"})
  void read_wrongMember_isRefusedByName(String json, String problem) {
    assertThatThrownBy(() -> read(json.replace('\'', '"')))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("config.json: " + (problem.startsWith("expected") ? "languages is " : ""))
        .hasMessageContaining(problem);
  }

  @Test
  void read_emptyFile_isRefused() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("config.json: the file holds no JSON object");
  }

  @Test
  void read_deepNesting_isRefused() {
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("config.json: the file is not valid JSON: Document nesting depth");
  }

  @Test
  void read_longerThanTheLimit_isRefused() {
    assertThatThrownBy(() -> read(" ".repeat((32 << 20) + 1)))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("config.json: the file has 33,554,433 bytes, the limit is 33,554,432");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[START]", "[STOP]"})
  void read_vocabularyWithoutASpecialToken_isRefused(String token) throws IOException {
    ObjectNode vocabulary = (ObjectNode) JSON.readTree(Fixtures.REFERENCE.resolve("vocab.json").toFile());
    vocabulary.remove("added_tokens");
    ((ObjectNode) vocabulary.at("/model/vocab")).remove(token);

    assertThatThrownBy(() -> read("{}", JSON.writeValueAsString(vocabulary)))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("vocab.json: model.vocab." + token
            + " is missing, expected the id of a token; this is not a vocabulary of XTTS");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "{'model': {'vocab': {'a': -1}}} | model.vocab.a is -1, expected a whole number from 0",
      "{'model': {'vocab': {'a': 99999999}}} | model.vocab.a is 99999999, expected a whole number from 0",
      "{'added_tokens': [{'content': '[STOP]', 'id': -5}]} | added_tokens is an object, expected objects with",
      "{'added_tokens': [3]} | added_tokens is 3, expected objects with a content",
      "{'model': {'vocab': []}} | model.vocab is an array, expected an object",
      "{'vocab': {}}                                                       | model.vocab.[START] is missing"})
  void read_vocabularyOfAnotherKind_isRefused(String json, String problem) {
    assertThatThrownBy(() -> read("{}", json.replace('\'', '"')))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("vocab.json: ")
        .hasMessageContaining(problem);
  }

  private XttsConfig read(String config) throws IOException {
    return read(config, Files.readString(Fixtures.REFERENCE.resolve("vocab.json")));
  }

  private XttsConfig read(String config, String vocabulary) throws IOException {
    Path configFile = Files.writeString(folder.resolve("config.json"), config);
    Path vocabularyFile = Files.writeString(folder.resolve("vocab.json"), vocabulary);
    return XttsConfigReader.read(configFile, vocabularyFile, CheckpointLimits.DEFAULTS);
  }
}
