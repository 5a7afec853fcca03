package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishNormalizerTest {

  private final Normalizer english = EnglishNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | zero",
      "21 | twenty-one",
      "101 | one hundred and one",
      "1001 | one thousand and one",
      "1100 | one thousand, one hundred",
      "1,000,001 | one million and one",
      "1,234,567,890 | one billion, two hundred and thirty-four million, five hundred and sixty-seven thousand,"
          + " eight hundred and ninety",
      "1 000 000 | one million",
      "100,000.5 | one hundred thousand point five",
      "0.05 | zero point zero five",
      "2.50 | two point five",
      "version 2.0 | version two point zero",
      "2.0.1 | two point zero point one",
      ".5 | point five",
      "007 | zero zero seven",
      "1234567890123456789 | one two three four five six seven eight nine zero one two three four five six seven"
          + " eight nine",
      "1,2,3 | one, two, three",
      "MP3, A4, 4K, COVID-19 | mp three, a four, four k, covid-nineteen",
      "٢٥ २५ ２５ | twenty-five twenty-five twenty-five",
      "Ⅳ ② | iv two"
  })
  void normalize_cardinalOrDecimal_isSpelledAsTheModelLearned(String written, String spoken) {
    assertThat(english.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "1st | first",
      "22nd | twenty-second",
      "33rd | thirty-third",
      "12th | twelfth",
      "90th | ninetieth",
      "100th | one hundredth",
      "101st | one hundred and first",
      "1,000th | one thousandth",
      "1001st | one thousand and first",
      "1,250,000th | one million, two hundred and fifty thousandth"
  })
  void normalize_ordinal_isSpelled(String written, String spoken) {
    assertThat(english.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "$1 | one dollar",
      "$20.15 | twenty dollars, fifteen cents",
      "$0.99 | ninety-nine cents",
      "$12.5 | twelve dollars, fifty cents",
      "£1.01 | one pound sterling, one penny",
      "£5.50 | five pounds sterling, fifty pence",
      "20€ | twenty euro",
      "€ 20.15 | twenty euro, fifteen cents",
      "20 € | twenty euro",
      "¥500 | five hundred yen",
      "15 EUR | fifteen euro",
      "$5 million | five million dollars",
      "$2.5bn | two point five billion dollars",
      "-$5 | minus five dollars",
      "$20-30 | twenty to thirty dollars"
  })
  void normalize_money_isSaidWithItsUnits(String written, String spoken) {
    assertThat(english.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "25% | twenty-five percent",
      "3.5 % | three point five percent",
      "-12.5 °C | minus twelve point five degrees celsius",
      "1° | one degree",
      "90° left | ninety degrees left",
      "60 km/h | sixty kilometres per hour",
      "1 km | one kilometre",
      "20 m² | twenty square metres",
      "6 ft. 2 in. tall | six feet two inches tall",
      "It is 10 ft. | it is ten feet.",
      "5'10 | five foot ten",
      "16 GB | sixteen gigabytes",
      "100m | one hundred metres"
  })
  void normalize_measure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(english.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "at 9:05 | at nine oh five",
      "at 12:00 | at twelve o'clock",
      "at 14:00 | at fourteen hundred",
      "at 10:30 PM | at ten thirty pm",
      "at 5:00 p.m. | at five p.m.",
      "at 10am | at ten am",
      "12:30:15 | twelve thirty and fifteen seconds",
      "a 3:1 ratio | a three to one ratio"
  })
  void normalize_time_isSaidAsOnTheClock(String written, String spoken) {
    assertThat(english.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "on May 5, 2024 | on may fifth, twenty twenty-four",
      "on 5 May 2024 | on the fifth of may twenty twenty-four",
      "on 2024-03-05 | on march fifth, twenty twenty-four",
      "03/05/2024 | march fifth, twenty twenty-four",
      "31/05/2024 | may thirty-first, twenty twenty-four",
      "Jan. 3 | january third",
      "5th May | fifth may",
      "in 1987 | in nineteen eighty-seven",
      "in 1905, | in nineteen oh-five,",
      "since 2005 | since two thousand and five",
      "in 1900 | in nineteen hundred",
      "May 2010 | may twenty ten",
      "from 1939 to 1945 | from nineteen thirty-nine to nineteen forty-five",
      "1939–1945 | nineteen thirty-nine to nineteen forty-five",
      "by 2000 people | by two thousand people",
      "in 2000 houses | in two thousand houses",
      "1066 AD | ten sixty-six ad",
      "the 1990s | the nineteen nineties",
      "the '80s | the eighties",
      "in the 1800s | in the eighteen hundreds"
  })
  void normalize_dateOrYear_isSaidAsOne(String written, String spoken) {
    assertThat(english.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "It was −5. | it was minus five.",
      "pages 10-20 | pages ten to twenty",
      "10–20 km | ten to twenty kilometres",
      "we won 3-0 | we won three-zero",
      "1/2 cup | one half cup",
      "3/4 | three quarters",
      "2/5 | two fifths",
      "24/7 | twenty-four seven",
      "2½ cups | two and a half cups",
      "2 + 2 = 4 | two plus two equals four",
      "3x4 | three by four",
      "555-1234 | five five five one two three four",
      "+44 20 7946 0958 | plus four four two zero seven nine four six zero nine five eight"
  })
  void normalize_compoundOfNumbers_isSaidAsMeant(String written, String spoken) {
    assertThat(english.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "Mrs. Smith | misess smith",
      "MR. Smith | mister smith",
      "Dr. Smith on Elm Dr. today | doctor smith on elm drive today",
      "St. Mary lives on Main St. | saint mary lives on main street.",
      "Ft. Worth | fort worth",
      "King Jr. came | king junior came",
      "Acme Inc. It was sold. | acme incorporated. it was sold.",
      "Brown Ltd. was sold | brown limited was sold",
      "tools, e.g. a hammer, i.e. steel, etc. | tools, for example a hammer, that is steel, et cetera.",
      "red vs. blue | red versus blue",
      "No. 7, p. 12, vol. 3 | number seven, page twelve, volume three",
      "No. Never. | no. never."
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(english.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "AT&T | at and t",
      "me@example.org | me at example.org",
      "#5 and #tag | number five and hash tag",
      "“curly” ‘quotes’ stay — and dashes… | “curly” ‘quotes’ stay — and dashes…",
      "yes/no, [stop] | yes/no, [stop]",
      "Acme™ © | acme"
  })
  void normalize_sign_isSaidOrLeftOut(String written, String spoken) {
    assertThat(english.normalize(written)).isEqualTo(spoken);
  }
}
