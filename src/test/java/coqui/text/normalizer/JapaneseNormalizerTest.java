package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JapaneseNormalizerTest {

  private static final Normalizer JAPANESE = JapaneseNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | zero", "7 | nana", "10 | juu", "21 | nijuu ichi", "100 | hyaku", "345 | sanbyaku yonjuu go",
      "666 | roppyaku rokujuu roku", "1,888 | sen happyaku hachijuu hachi", "3000 | sanzen", "8,000 | hassen",
      "10000 | ichi man", "12,345,678 | issen nihyaku sanjuu yon man gosen roppyaku nanajuu hachi",
      "100,000,000 | ichi oku", "1,000,000,000,000 | itchou", "80兆 | hachijutchou", "11兆 | juu itchou",
      "1億2000万 | ichi oku nisen man",
      "3万5000 | san man gosen", "1.5万 | itten go man", "007 | zero zero nana"
  })
  void normalize_cardinal_isSpelledWithItsSoundChanges(String written, String spoken) {
    assertThat(JAPANESE.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "3.14 | san ten ichi yon", "0.05 | rei ten zero go", "1.5 | itten go", "10.8 | jutten hachi", "-3 | minus san",
      "−5.5 | minus go ten go", "1/2 | ni bun no ichi", "3分の1 | san bun no ichi", "½ | ni bun no ichi",
      "2+3=5 | ni tasu san wa go", "3×4 | san kakeru yon", "10〜20 | juu kara nijuu", "3対1 | san tai ichi"
  })
  void normalize_decimalFractionOrArithmetic_isSpelled(String written, String spoken) {
    assertThat(JAPANESE.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "1人 | hitori", "2人 | futari", "3人 | sannin", "4人 | yonin", "14人 | juu yonin", "1つ | hitotsu", "8つ | yattsu",
      "1本 | ippon", "2本 | nihon", "3本 | sanbon", "6本 | roppon", "10本 | juppon", "100本 | hyappon", "1000本 | senbon",
      "3匹 | sanbiki", "1個 | ikko", "8個 | hakko", "1冊 | issatsu", "3階 | sangai", "1回 | ikkai", "3回 | san kai",
      "1点 | itten", "1着 | itchaku", "3票 | sanpyou", "20歳 | hatachi", "8歳 | hassai", "3か月 | san kagetsu",
      "1週間 | isshuukan", "20世紀 | nijusseiki", "3部門 | san bumon", "1.5万人 | itten go mannin", "第3回 | daisan kai"
  })
  void normalize_numberWithCounter_changesSoundBetweenThem(String written, String spoken) {
    assertThat(JAPANESE.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "2024年3月5日 | nisen nijuu yo nen san gatsu itsuka", "2024-03-05 | nisen nijuu yo nen san gatsu itsuka",
      "1月1日 | ichi gatsu tsuitachi", "4月20日 | shi gatsu hatsuka", "7月14日 | shichi gatsu juu yokka", "1日 | ichi nichi",
      "3/5(火) | san gatsu itsuka (ka)", "12:30 | juu ni ji sanjuppun", "4時 | yo ji", "7時半 | shichi ji han",
      "9:00 | ku ji", "8時3分 | hachi ji sanpun", "10分後 | juppungo", "24時間 | nijuu yo jikan", "月〜金 | getsu kara kin",
      "3〜5日 | san kara itsuka", "9時〜17時 | ku ji kara juu shichi ji", "令和6年 | reiwa roku nen",
      "5月頃 | go gatsu goro", "月2回 | tsuki ni kai", "5日付 | itsukazuke"
  })
  void normalize_dateOrTime_isReadAsSuch(String written, String spoken) {
    assertThat(JAPANESE.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "345円 | sanbyaku yonjuu go en", "￥1,234 | sen nihyaku sanjuu yon en", "$20 | nijuu dollar",
      "15€ | juu go euro", "£5.50 | go pound gojuu pence", "5万円 | go man en", "$1.5億 | itten go oku dollar",
      "25% | nijuu go percent", "99.9％ | kyuujuu kyuu ten kyuu percent", "20°C | sesshi nijuu do",
      "-5°C | sesshi minus go do", "-5度 | minus go do", "5kg | go kilogramme", "5㎞ | go kilometre",
      "30m² | sanjuu heihou metre",
      "60km/h | jisoku rokujuu kilometre"
  })
  void normalize_moneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(JAPANESE.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "三百円です | sanbyaku en desu", "三本の矢 | sanbon no ya", "四時に | yo ji ni", "七月四日 | shichi gatsu yokka",
      "一月一日 | ichi gatsu tsuitachi", "二〇二四年 | nisen nijuu yo nen", "十分です | juubun desu", "十分間待つ | juppunkan matsu",
      "五本買った | gohon katta", "三匹飼う | sanbiki kau", "十五分の電車 | juu go fun no densha", "三分の一 | sanbun no ichi",
      "一人で | hitori de", "四日市 | yokkaichi", "六本木 | roppongi", "何時ですか | nan ji desu ka", "何本 | nanbon",
      "何人いますか | nannin imasu ka", "何分かりますか | nani wakarimasu ka"
  })
  void normalize_numberInKanji_isReadAsSaid(String written, String spoken) {
    assertThat(JAPANESE.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "電話は03-1234-5678です。 | denwa wa zero san ichi ni san yon go roku nana hachi desu.",
      "〒100-0001 | yuubin bangou ichi zero zero zero zero zero ichi",
      "塩＆胡椒 | shio and koshou",
      "test@example.com | test at example.com",
      "A4サイズ | a yon size",
      "彼は\"はい\"と言った。 | 'kare wa \" hai \" to itta.'",
      "すごい～！😀 | sugoi !",
      "Iｔ’s MP3。 | it's mp san."
  })
  void normalize_text_isLowerCaseRomaji(String written, String spoken) {
    assertThat(JAPANESE.normalize(written)).isEqualTo(spoken);
  }
}
