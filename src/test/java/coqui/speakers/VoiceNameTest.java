package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.InvalidRequestException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"Anna", "a", "7", "Jürgen Müller", "Eugenio Mataracı", "玛丽", "さくら", "Łukasz", "हिंदी आवाज़",
      "محمد", "O'Brien (calm), no. 2", "R2-D2_v1.0", "A&B+C", "𠮷野"})
  void of_nameOfAnyScript_isTaken(String name) {
    assertThat(VoiceName.of(name).text()).isEqualTo(name);
  }

  @ParameterizedTest(name = "U+{0}")
  @CsvSource({
      "0000, no character at all", "0009, tab", "000A, line end", "000D, carriage return", "001B, escape", "007F, delete",
      "0085, next line", "00A0, space that does not break", "00AD, soft hyphen", "034F, grapheme joiner", "115F, Hangul filler",
      "3164, Hangul filler", "FFA0, Hangul filler", "200B, zero-width space", "200D, zero-width joiner",
      "200E, left-to-right mark", "202E, right-to-left override", "2028, line separator", "2066, isolate",
      "2060, word joiner", "FEFF, byte order mark", "FE0F, variation selector", "3000, wide space", "E000, private use",
      "D800, half a pair", "FFFF, no character", "0378, unassigned", "E0041, tag",
      "002F, slash", "005C, backslash", "003A, colon", "002A, star", "003F, question mark", "0022, quote", "003C, less",
      "0025, percent", "0024, dollar", "0060, backtick", "007C, bar", "003B, semicolon", "1F600, emoji"})
  void of_characterThatIsNone_isRefused(String codePoint, String what) {
    String name = "An" + Character.toString(Integer.parseInt(codePoint, 16)) + "na";

    assertThatThrownBy(() -> VoiceName.of(name)).as(what)
        .isInstanceOfSatisfying(InvalidRequestException.class, refused -> {
          assertThat(refused.code()).isEqualTo("invalid_name");
          assertThat(refused.details()).isEqualTo(Map.of("field", "name"));
          assertThat(refused).hasMessageContaining("U+" + codePoint);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " Anna", "Anna ", "An  na", ".", "..", ".Anna", "-Anna", "'Anna", "\u0301Anna"})
  void of_nameThatBeginsOrEndsWrong_isRefused(String name) {
    assertThatThrownBy(() -> VoiceName.of(name)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void of_longName_isTakenUpTo64Characters() {
    assertThat(VoiceName.of("𠮷".repeat(64)).text()).hasSize(128);
    assertThatThrownBy(() -> VoiceName.of("𠮷".repeat(65))).hasMessage("The name has 65 characters, expected 1 to 64.");
    assertThatThrownBy(() -> VoiceName.of("a".repeat(1_000_000))).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void of_lettersComposedOfSeveralCharacters_areComposed() {
    assertThat(VoiceName.of("Ju\u0308rgen")).isEqualTo(VoiceName.of("J\u00fcrgen"));
  }

  @Test
  void constructor_nameThatIsNotComposed_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new VoiceName("Ju\u0308rgen"));
  }

  @ParameterizedTest
  @CsvSource({"Anna, anna, true", "Anna, ＡＮＮＡ, true", "Straße, STRASSE, true", "Anna, Ana, false", "Jürgen, Jurgen, false"})
  void clashesWith_namesThatDifferInCaseOrWidthAlone_is(String name, String other, boolean clash) {
    VoiceName voice = VoiceName.of(name);

    assertThat(voice.clashesWith(other)).isEqualTo(clash);
    assertThat(voice.key().equals(VoiceName.of(other).key())).isEqualTo(clash);
    assertThat(voice.key()).matches("[0-9a-f]{64}");
  }
}
