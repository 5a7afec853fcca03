package coqui.text.romanizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JapaneseRomanizerTest {

  private static final JapaneseRomanizer ROMANIZER = new JapaneseRomanizer();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "私は学校へ行く | watakushi wa gakkou e iku",
      "本を読みます | hon wo yomimasu",
      "食べたかったので行きました | tabetakatta no de ikimashita",
      "お茶と御飯 | ocha to gohan",
      "店員さんたち | ten'insantachi",
      "行ったり来たりした | it tari ki tari shita",
      "そうですね | sou desu ne"
  })
  void romanize_sentence_spacesWordsButNotEndings(String written, String romaji) {
    assertThat(ROMANIZER.romanize(written)).isEqualTo(romaji);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "コーヒー | coffee", "Tシャツ | T shirt", "ニューヨーク・タイムズ | nyuuyooku/time", "パスワード | pasuwaado"
  })
  void romanize_loanword_hasTheSpellingOfItsOrigin(String written, String romaji) {
    assertThat(ROMANIZER.romanize(written)).isEqualTo(romaji);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "「はい」と言った。 | '\"hai\" to itta.'",
      "『本』“夢” | '\"hon\" \"yume\"'",
      "待って…！？ | matte...!?",
      "彼（笑） | kare (warai)",
      "東京・大阪 | tokyo/osaka",
      "【重要】 | [juuyou]"
  })
  void romanize_mark_isItsAsciiTwin(String written, String romaji) {
    assertThat(ROMANIZER.romanize(written)).isEqualTo(romaji);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "こんにちは | konnichiwa", "日本人 | nihonjin", "お父さん | otousan", "世界中 | sekaijuu", "富士山 | fujisan",
      "利根川 | tone gawa", "誕生日 | tanjoubi", "発売日 | hatsubaibi", "何を | nani wo", "何で | nan de", "何か | nani ka",
      "店に行った | mise ni itta", "式を行った | shiki wo okonatta", "韓国人 | kankokujin", "風に舞う | kaze ni mau"
  })
  void romanize_wordThatTheDictionaryMisreads_isReadRightly(String written, String romaji) {
    assertThat(ROMANIZER.romanize(written)).isEqualTo(romaji);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "ｱｲｽｸﾘｰﾑ | ice cream", "こゝろ | kokoro", "いすゞ | isuzu", "あ゛ | a", "㈱山田 | (kabu) yamada", "𠮷野家 | yoshinoya", "don’t | don't",
      "ウ・ア | u/a"
  })
  void romanize_compatibleCharacter_isReadAsItsCommonTwin(String written, String romaji) {
    assertThat(ROMANIZER.romanize(written)).isEqualTo(romaji);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "it's a hello-world, café!", "привет", "한국어", "𠀋"
  })
  void romanize_otherScriptOrUnknownCharacter_staysAsItIs(String written) {
    assertThat(ROMANIZER.romanize(written)).isEqualTo(written);
  }

  @Test
  void romanize_longTextWithoutMarks_isReadToItsEnd() {
    assertThat(ROMANIZER.romanize("猫".repeat(5_000))).isEqualTo("neko ".repeat(5_000).strip());
  }
}
