package coqui.text.romanizer;

import java.util.HashMap;
import java.util.Map;

/** Katakana in Hepburn's spelling, long vowels as the kana write them: トウキョウ is {@code toukyou}, ラー {@code raa}. */
final class Kana {

  /** Ends a word whose last kana doubles the consonant that the next word begins with. */
  static final char DOUBLING = 'ッ';

  private static final String[] ROWS = """
      ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko ガ ga ギ gi グ gu ゲ ge ゴ go
      サ sa シ shi ス su セ se ソ so ザ za ジ ji ズ zu ゼ ze ゾ zo
      タ ta チ chi ツ tsu テ te ト to ダ da ヂ ji ヅ zu デ de ド do
      ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho
      バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po
      マ ma ミ mi ム mu メ me モ mo ヤ ya ユ yu ヨ yo ラ ra リ ri ル ru レ re ロ ro
      ワ wa ヰ wi ヱ we ヲ wo ン n ヴ vu ヷ va ヸ vi ヹ ve ヺ vo ヵ ka ヶ ga
      ァ a ィ i ゥ u ェ e ォ o ャ ya ュ yu ョ yo ヮ wa ー - ・ /
      ㇰ k ㇱ shi ㇲ su ㇳ to ㇴ nu ㇵ ha ㇶ hi ㇷ fu ㇸ he ㇹ ho ㇺ mu ㇻ ra ㇼ ri ㇽ ru ㇾ re ㇿ ro
      """.split("\\s+");
  private static final String SMALL = "ァィゥェォャュョ";
  private static final String AFTER_N = "アイウエオヤユヨ";

  private static final Map<Character, String> LETTERS = new HashMap<>();

  static {
    for (int at = 0; at < ROWS.length; at += 2) {
      LETTERS.put(ROWS[at].charAt(0), ROWS[at + 1]);
    }
  }

  private Kana() {}

  /** Whether all of it is kana, or the point between words of katakana. */
  static boolean isKana(String text) {
    return toKatakana(text).chars().allMatch(kana -> LETTERS.containsKey((char) kana) || kana == DOUBLING);
  }

  /** Hiragana as katakana; everything else as it is. */
  static String toKatakana(String text) {
    StringBuilder katakana = new StringBuilder(text.length());
    text.chars().forEach(character -> katakana.append(toKatakana((char) character)));
    return katakana.toString();
  }

  /** @return the word in Latin letters; a last ッ stays, and so does what is no kana */
  static String romanize(String katakana) {
    StringBuilder romaji = new StringBuilder(katakana.length() * 2);
    for (int at = 0; at < katakana.length(); at++) {
      char kana = katakana.charAt(at);
      char next = at + 1 < katakana.length() ? katakana.charAt(at + 1) : 0;
      if (kana == DOUBLING) {
        appendDoubling(romaji, next);
      } else if (kana == 'ー') {
        appendLong(romaji);
      } else if (kana == 'ン' && AFTER_N.indexOf(next) >= 0) {
        romaji.append("n'");
      } else if (SMALL.indexOf(kana) >= 0 && at > 0) {
        appendSmall(romaji, kana, katakana.charAt(at - 1));
      } else {
        romaji.append(LETTERS.getOrDefault(kana, Character.toString(kana)));
      }
    }
    return romaji.toString();
  }

  private static char toKatakana(char character) {
    return character >= 'ぁ' && character <= 'ゖ' || character == 'ゝ' || character == 'ゞ'
        ? (char) (character + 'ァ' - 'ぁ')
        : character;
  }

  private static void appendDoubling(StringBuilder romaji, char next) {
    if (next == 0) {
      romaji.append(DOUBLING);
    } else if (next == 'チ') {
      romaji.append('t');
    } else if (next == DOUBLING || "アイウエオ".indexOf(next) >= 0) {
      romaji.append('-');
    } else if (SMALL.indexOf(next) < 0 && LETTERS.containsKey(next)) {
      romaji.append(LETTERS.get(next).charAt(0));
    }
  }

  private static void appendLong(StringBuilder romaji) {
    romaji.append(romaji.isEmpty() ? '-' : romaji.charAt(romaji.length() - 1));
  }

  /** A small kana replaces the vowel before it: キャ kya, シャ sha, ファ fa, ティ ti; ウィ is wi. */
  private static void appendSmall(StringBuilder romaji, char small, char before) {
    String vowel = LETTERS.get(small);
    if (before == 'ウ' && "ィェォ".indexOf(small) >= 0) {
      romaji.setCharAt(romaji.length() - 1, 'w');
      romaji.append(vowel);
      return;
    }
    String letters = LETTERS.getOrDefault(before, "");
    if (before != 'ー' && before != 'ン' && !letters.isEmpty()) {
      romaji.setLength(romaji.length() - 1);
    }
    boolean palatal = letters.equals("shi") || letters.equals("chi") || letters.equals("ji");
    romaji.append(palatal && vowel.length() == 2 ? vowel.substring(1) : vowel);
  }
}
