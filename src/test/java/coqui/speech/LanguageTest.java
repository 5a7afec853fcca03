package coqui.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

  @ParameterizedTest
  @EnumSource
  void of_itsCode_isTheLanguage(Language language) {
    assertThat(Language.of(language.code())).contains(language);
  }

  @ParameterizedTest
  @CsvSource({
      "zh, zh-cn", "ZH-CN, zh-cn", "zh-TW, zh-cn", "zh_Hans_CN, zh-cn", "en-US, en", "pt-BR, pt", "pt_PT, pt", "DE, de",
      "' fr ', fr"
  })
  void of_aliasOrRegionalTag_isItsBaseLanguage(String tag, String code) {
    assertThat(Language.of(tag)).map(Language::code).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "sv", "eng", "auto", "-", "english", "zhcn", "en–US"})
  void of_anythingElse_isNone(String tag) {
    assertThat(Language.of(tag)).isEmpty();
  }
}
