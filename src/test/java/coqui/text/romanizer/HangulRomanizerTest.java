package coqui.text.romanizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HangulRomanizerTest {

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
      "한글, hangeul", "읽는다, ilgneunda", "값, gabs", "의외, ui-oe", "까까, kka-kka", "각까, gagkka", "앗싸, as-ssa",
      "알싸, al-ssa", "암싸, amssa", "A오 B, Ao B", "ㅋㅋ, ㅋㅋ"
  })
  void romanize_syllables_areSpelledLetterForLetter(String hangul, String latin) {
    assertThat(new HangulRomanizer().romanize(hangul)).isEqualTo(latin);
  }
}
