package coqui.text.romanizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KanaTest {

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
      "トウキョウ, toukyou", "シャチョウ, shachou", "チヂミ, chijimi", "ツヅク, tsuzuku", "フジヰ, fujiwi",
      "ラーメン, raamen", "ショー, shoo", "ー, -"
  })
  void romanize_syllables_areSpelledAfterHepburn(String kana, String romaji) {
    assertThat(Kana.romanize(kana)).isEqualTo(romaji);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({"ガッコウ, gakkou", "マッチャ, matcha", "ザッシ, zasshi", "アッ, aッ", "アッア, a-a", "ッャ, ya"})
  void romanize_doubling_repeatsTheConsonant(String kana, String romaji) {
    assertThat(Kana.romanize(kana)).isEqualTo(romaji);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({"シンブン, shinbun", "シンヨウ, shin'you", "ゲンイン, gen'in", "ンー, nn"})
  void romanize_n_isApartFromVowels(String kana, String romaji) {
    assertThat(Kana.romanize(kana)).isEqualTo(romaji);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
      "ファフィフォ, fafifo", "ティトゥデュ, titudyu", "シェジェチェ, shejeche", "ヴァヴィ, vavi", "ツァ, tsa",
      "ウィウェウォ, wiwewo", "クァ, ka", "ァ, a"
  })
  void romanize_smallVowel_replacesTheVowel(String kana, String romaji) {
    assertThat(Kana.romanize(kana)).isEqualTo(romaji);
  }
}
