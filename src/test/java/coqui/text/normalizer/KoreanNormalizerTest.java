package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KoreanNormalizerTest {

  private final Normalizer korean = KoreanNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | yeong",
      "10 | sib",
      "1100 | cheonbaeg",
      "12345 | man icheonsambaegsasib-o",
      "110,000,000 | il-eog cheonman",
      "3.14 | sam jeom il sa",
      "-3 | ma-ineoseu sam",
      "007 | gonggongchil"
  })
  void normalize_number_isSpelled(String written, String spoken) {
    assertThat(korean.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "3개월, 3개 | samgae-wol, se gae",
      "5번 버스, 5번 | obeon beoseu, daseos beon",
      "제3장, 3장 | jesamjang, se jang",
      "10대, 20대, 3대 | sibdae, isibdae, se dae",
      "3달러, 3달 | samdalleo, se dal",
      "20살, 21살 | seumu sal, seumulhan sal",
      "1번째, 21번째, 100번째 | cheos beon-jjae, seumulhan beon-jjae, baeg beon-jjae",
      "1째, 2째, 5째 | cheosjjae, duljjae, daseosjjae"
  })
  void normalize_counter_takesTheNumbersThatGoWithIt(String written, String spoken) {
    assertThat(korean.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "2024-06-10 | icheon-isibsanyeon yu-wol sib-il",
      "12:30 | yeoldu si samsibbun",
      "15:00 | sib-osi",
      "7시 | ilgob si",
      "3 - 0 | sam dae yeong",
      "3:0 | sam dae yeong"
  })
  void normalize_dateOrTime_isSaidAsOne(String written, String spoken) {
    assertThat(korean.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "$20.50 | isibdalleo osibsenteu",
      "$5 값 | odalleo gabs",
      "₩1,000 | cheon-won",
      "-5°C | seob-ssi yeongha odo",
      "60km/h, 3kg을 | sisog yugsibkillomiteo, samkillogeulaem-eul",
      "3~5일 | sam-eseo o-il",
      "1/2 | ibun-ui il",
      "010-1234-5678 | gong-ilgong il-isamsa o-yugchilpal",
      "1+1=2 | il deohagi il-eun i"
  })
  void normalize_moneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(korean.normalize(written)).isEqualTo(spoken);
  }
}
