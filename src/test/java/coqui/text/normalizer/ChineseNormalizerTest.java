package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseNormalizerTest {

  private final Normalizer chinese = ChineseNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "10 | 十",
      "110 | 一百一十",
      "1001 | 一千零一",
      "1010 | 一千零一十",
      "12345 | 一万两千三百四十五",
      "20,000 | 两万",
      "100,010,000 | 一亿零一万",
      "12.34 | 十二点三四",
      "-3 | 负三",
      "1/2 | 二分之一",
      "2024年 | 二零二四年",
      "2个 | 两个",
      "第2个 | 第二个",
      "12个 | 十二个"
  })
  void normalize_number_isSpelled(String written, String spoken) {
    assertThat(chinese.normalize(written)).isEqualTo(chinese.normalize(spoken));
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "2024-03-05 | 二零二四年三月五日",
      "12:30 | 十二点三十分",
      "8:05 | 八点零五分",
      "2:00 | 两点",
      "3:0 | 三比零",
      "25% | 百分之二十五",
      "-5°C | 零下五摄氏度",
      "$20万 | 二十万美元",
      "￥19.8 | 十九点八元",
      "3-5天 | 三到五天",
      "有10-20个 | 有十到二十个",
      "赛3-0 | 赛三比零",
      "2kg | 两公斤",
      "电话13812345678 | 电话一三八一二三四五六七八"
  })
  void normalize_dateMoneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(chinese.normalize(written)).isEqualTo(chinese.normalize(spoken));
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "12个 | shi2er4ge4",
      "他说：“你好！” | ta1shuo1,,ni3hao3,,",
      "It's MP3。 | it,s mpsan1,"
  })
  void normalize_text_isPinyinWithCommas(String written, String spoken) {
    assertThat(chinese.normalize(written)).isEqualTo(spoken);
  }
}
