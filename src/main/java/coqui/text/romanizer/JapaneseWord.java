package coqui.text.romanizer;

/**
 * A word of a Japanese text with what the dictionary knows of it; its fields are UniDic's.
 *
 * @param surface as written
 * @param partOfSpeech its first level: 名詞, 助詞 …
 * @param subclass its second level: 接続助詞 …
 * @param lemma the word's head; a loanword's ends with its spelling in its own language: コーヒー-coffee. Or empty
 * @param kana the reading in katakana, as it is written; empty if the dictionary has none
 * @param pronunciation as it is said: that of the particle は is ワ
 * @param spaced whether white space stands before it
 */
record JapaneseWord(
    String surface, String partOfSpeech, String subclass, String lemma, String kana, String pronunciation,
    boolean spaced) {

  boolean is(String partOfSpeech) {
    return this.partOfSpeech.equals(partOfSpeech);
  }

  /** Latin and other scripts, digits, their marks: nothing that Japanese is written with, nor a Greek letter (β版). */
  boolean isForeignScript() {
    return !(isGreek() && !kana.isEmpty()) && surface.codePoints().noneMatch(JapaneseWord::isJapanese);
  }

  private boolean isGreek() {
    return Character.UnicodeScript.of(surface.codePointAt(0)) == Character.UnicodeScript.GREEK;
  }

  JapaneseWord read(String kana) {
    return new JapaneseWord(surface, partOfSpeech, subclass, lemma, kana, kana, spaced);
  }

  JapaneseWord as(String partOfSpeech) {
    return new JapaneseWord(surface, partOfSpeech, subclass, lemma, kana, pronunciation, spaced);
  }

  private static boolean isJapanese(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA -> character < Character.MIN_SUPPLEMENTARY_CODE_POINT;
      default -> character == 'ー' || character >= 0x3000 && character <= 0x303F || character == '・'
          || character >= 0x2010 && character <= 0x2BFF;
    };
  }
}
