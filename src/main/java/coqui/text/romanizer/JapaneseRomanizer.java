package coqui.text.romanizer;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Japanese in Latin letters as cutlet writes it: Hepburn's spelling of each word's kana (particles as they are said),
 * loanwords in the spelling of their origin (コーヒー is {@code coffee}), a space between words but not within inflected
 * ones. Scripts other than the Japanese stay as they are.
 */
public final class JapaneseRomanizer {

  private static final Map<String, String> MARKS = Map.ofEntries(
      Map.entry("。", "."), Map.entry("、", ","), Map.entry("？", "?"), Map.entry("！", "!"), Map.entry("：", ":"),
      Map.entry("，", ","), Map.entry("「", "\""), Map.entry("」", "\""), Map.entry("『", "\""),
      Map.entry("』", "\""), Map.entry("（", "("), Map.entry("）", ")"), Map.entry("《", "("), Map.entry("》", ")"),
      Map.entry("【", "["), Map.entry("】", "]"), Map.entry("“", "\""), Map.entry("”", "\""));

  private static final Pattern REPEATED = Pattern.compile("([ぁ-ゖァ-ヶ]?)([ゝゞヽヾ]+)");
  private static final Pattern VOICING = Pattern.compile(" ?[\u3099\u309a]");

  private final JapaneseDictionary dictionary = new JapaneseDictionary();
  private final JapaneseReadings readings = new JapaneseReadings();

  /** @return with the capitals that the text and the spellings of loanwords have; spaces may stand in rows */
  public String romanize(String text) {
    List<JapaneseWord> words = readings.correct(dictionary.words(unified(text)));
    StringBuilder romanized = new StringBuilder(text.length() * 3);
    for (int at = 0; at < words.size(); at++) {
      JapaneseWord word = words.get(at);
      String romaji = romaji(word);
      boolean opens = opens(word, romaji);
      if (opens) {
        romanized.append(' ');
      }
      doubleConsonant(romanized, romaji);
      romanized.append(romaji);
      if (!opens && at + 1 < words.size() && isApart(word, romaji, words.get(at + 1))) {
        romanized.append(' ');
      }
    }
    return romanized.toString().replace("ッ", "").strip();
  }

  /** One character for one sound: full and half width, repetition marks (こゝろ), voicing marks that nothing can take. */
  private static String unified(String text) {
    String common = text.replace("𠮷", "吉").replace("𠮟", "叱").replace('’', '\'');
    String repeated = REPEATED.matcher(common).replaceAll(match -> match.group(1)
        + match.group(2).replaceAll("[ゞヾ]", match.group(1) + "\u3099").replaceAll("[ゝヽ]", match.group(1)));
    return VOICING.matcher(Normalizer.normalize(repeated, Normalizer.Form.NFKC)).replaceAll("");
  }

  /** 行っ|た is itta, 行っ|たり "it tari". */
  private static void doubleConsonant(StringBuilder romanized, String romaji) {
    int last = romanized.length() - 1;
    if (last >= 0 && romanized.charAt(last) == ' ') {
      last--;
    }
    if (last >= 0 && romanized.charAt(last) == Kana.DOUBLING && !romaji.isEmpty()) {
      romanized.setCharAt(last, romaji.charAt(0));
    }
  }

  private static boolean opens(JapaneseWord word, String romaji) {
    return romaji.isEmpty() || romaji.equals("(") || romaji.equals("[") || "「『“".contains(word.surface());
  }

  private static boolean isApart(JapaneseWord word, String romaji, JapaneseWord next) {
    if (romaji.equals("/")) {
      return false;
    }
    if (word.isForeignScript() && next.isForeignScript()) {
      return next.spaced();
    }
    boolean inflects = word.is("動詞") || word.is("助動詞") || word.is("形容詞");
    return !word.is("接頭辞")
        && !next.is("補助記号") && !next.is("接尾辞") && !next.surface().equals(",")
        && !next.subclass().equals("接続助詞")
        && !(isLoanword(word) && romaji.endsWith("-"))
        && !(inflects && next.is("助動詞") && !next.surface().equals("です"));
  }

  private static boolean isLoanword(JapaneseWord word) {
    int hyphen = word.lemma().indexOf('-');
    return hyphen >= 0 && word.surface().indexOf('-') < 0
        && word.lemma().chars().skip(hyphen).allMatch(character -> character < 128);
  }

  private static String romaji(JapaneseWord word) {
    if (word.isForeignScript()) {
      return word.surface();
    }
    if (word.is("補助記号") && !Kana.isKana(word.surface())) {
      return MARKS.getOrDefault(word.surface(), "");
    }
    if (word.is("助詞") && word.pronunciation().equals("ワ")) {
      return "wa";
    }
    if (word.is("助詞") && word.pronunciation().equals("エ")) {
      return "e";
    }
    if (isLoanword(word)) {
      return word.lemma().substring(word.lemma().indexOf('-') + 1);
    }
    if (!word.kana().isEmpty()) {
      return word.kana().charAt(0) < 128 ? word.kana() : Kana.romanize(word.kana());
    }
    return Kana.romanize(Kana.toKatakana(word.surface()));
  }
}
