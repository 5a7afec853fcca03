package coqui.text.normalizer;

/** How a language says numbers, with and without something counted. Safe for all threads. */
abstract class Numerals {

  private final NumberNotation notation;

  Numerals(NumberNotation notation) {
    this.notation = notation;
  }

  final NumberNotation notation() {
    return notation;
  }

  /** A cardinal or a decimal. */
  abstract String amount(Amount amount, Gender gender);

  abstract String digitByDigit(String digits);

  /**
   * What the number before a word agrees with, by the looks of the word; {@link Gender#NONE} if it is no noun.
   *
   * @param word as written
   */
  Gender genderOf(String word) {
    return Gender.NONE;
  }

  /** The same, where the form of the word tells its gender only together with the number: Russian "2 книги". */
  Gender genderOf(Amount amount, String word) {
    return genderOf(word);
  }

  /** Which of a noun's forms the amount asks for. */
  int nounForm(Amount amount) {
    return amount.isOne() ? 0 : 1;
  }

  /** The form of a noun after "million" and the like. */
  String afterScale(Noun noun) {
    return noun.form(noun.forms().size() - 1);
  }

  String count(Amount amount, Noun noun) {
    boolean afterScale = amount.isWhole() && amount.whole().endsWith("000000");
    return amount(amount, noun.gender()) + " " + (afterScale ? afterScale(noun) : noun.form(nounForm(amount)));
  }

  final String cardinal(String digits) {
    return amount(new Amount(digits, ""), Gender.NONE);
  }

  final String cardinal(int number) {
    return cardinal(Integer.toString(number));
  }
}
