package coqui.text.romanizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinRomanizerTest {

  private final PinyinRomanizer romanizer = new PinyinRomanizer();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
      "银行行长, yin2hang2hang2zhang3", "女儿, nv3er2", "一个不会, yi2ge4bu2hui4", "音乐和快乐, yin1yue4he2kuai4le4",
      "很长, hen3chang2", "长大, zhang3da4", "大城市的意思, da4cheng2shi4de5yi4si5", "这个, zhe4ge5",
      "AB 好 c, AB hao3 c"
  })
  void romanize_characters_areReadByTheLongestWord(String characters, String pinyin) {
    assertThat(romanizer.romanize(characters)).isEqualTo(pinyin);
  }
}
