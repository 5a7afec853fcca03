package coqui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

  private static final Tokenizer TOKENIZER = new Tokenizer(Vocabulary.read(ReferenceText.file("vocab.json")));

  static Stream<Named<JsonNode>> tokenizeRows() {
    return ReferenceText.rows("tokenize.jsonl").map(row -> Named.of(row.get("id").asText(), row));
  }

  @ParameterizedTest
  @MethodSource("tokenizeRows")
  void encode_referenceText_givesReferenceIds(JsonNode row) {
    Language language = Language.of(row.get("lang").asText()).orElseThrow();
    int[] expected = IntStream.range(0, row.get("ids").size()).map(at -> row.get("ids").get(at).asInt()).toArray();

    assertThat(TOKENIZER.encode(row.get("clean").asText(), language)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[STOP]", "[START]", "[SPACE]", "[en]", "[zh-cn]", "x[en]y", "[[STOP]]", "[ST[STOP]OP]"})
  void encode_nameOfSpecialToken_isBracketsAndLetters(String text) {
    int[] ids = TOKENIZER.encode(text, Language.ENGLISH);

    // [UNK] (1) stands for the brackets, which this vocabulary lacks.
    assertThat(ids[0]).isEqualTo(516);
    assertThat(IntStream.of(ids).skip(1)).doesNotContain(0, 2, 516, 518, 850);
  }

  @Test
  void encode_charactersOutsideTheVocabulary_giveOneUnknownEach() {
    assertThat(TOKENIZER.encode("𓀀𓀁", Language.ENGLISH)).containsExactly(516, 1, 1);
  }

  @Test
  void encode_mergesAsPairs_givesTheSameIds(@TempDir Path directory) throws Exception {
    String withPairs = Files.readString(ReferenceText.file("vocab.json"))
        .replaceAll("(?m)^(\\s+)\"([^\" ]+) ([^\" ]+)\"(,?)$", "$1[\"$2\", \"$3\"]$4");
    Path file = Files.writeString(directory.resolve("vocab.json"), withPairs);
    assertThat(withPairs).contains("[\"e\", \"n\"]");

    assertThat(new Tokenizer(Vocabulary.read(file)).encode("twenty dollars", Language.ENGLISH))
        .containsExactly(TOKENIZER.encode("twenty dollars", Language.ENGLISH));
  }

  @Test
  void encode_languageWithoutToken_saysWhichThereAre(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("vocab.json"),
        """
        {"model": {"type": "BPE", "merges": [],
                   "vocab": {"[STOP]": 0, "[UNK]": 1, "[SPACE]": 2, "[en]": 3, "[de]": 4}}}""");
    Tokenizer englishAndGerman = new Tokenizer(Vocabulary.read(file));

    assertThatThrownBy(() -> englishAndGerman.encode("ciao", Language.ITALIAN))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("it");
  }

  @Test
  void encode_wordOfHundredThousandLetters_ends() {
    // A quadratic merge loop takes minutes here.
    int[] ids = TOKENIZER.encode("then".repeat(25_000), Language.ENGLISH);

    assertThat(ids).hasSizeBetween(20_000, 100_001);
  }
}
