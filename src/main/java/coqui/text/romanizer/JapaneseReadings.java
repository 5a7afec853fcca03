package coqui.text.romanizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts right what the dictionary's likeliest path misreads: words of {@code dictionaries/japanese.txt}, and a few that
 * their neighbours decide. Immutable.
 */
final class JapaneseReadings {

  /** Particles that 何 is nan before; before the others it is nani. */
  private static final Set<String> AFTER_NAN = Set.of("と", "で", "の", "って", "て");
  private static final String CLAUSE_ENDS = "。、！？!?,.";

  private final Map<String, String> readings = new HashMap<>();
  private int longest;

  JapaneseReadings() {
    try (InputStream stream = JapaneseReadings.class.getResourceAsStream("/dictionaries/japanese.txt");
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] entry = line.split(" ");
          readings.put(entry[0], entry[1]);
          longest = Math.max(longest, entry[0].length());
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  List<JapaneseWord> correct(List<JapaneseWord> words) {
    List<JapaneseWord> corrected = new ArrayList<>(words.size());
    boolean object = false;
    for (int at = 0; at < words.size(); at++) {
      int entry = wordsOfEntry(words, at);
      JapaneseWord word = words.get(at);
      if (entry > 0) {
        corrected.add(merged(words.subList(at, at + entry)));
        at += entry - 1;
      } else {
        corrected.add(inContext(word, corrected.isEmpty() ? null : corrected.get(corrected.size() - 1),
            at + 1 < words.size() ? words.get(at + 1) : null, object));
      }
      object = word.surface().equals("を") || object && !CLAUSE_ENDS.contains(word.surface());
    }
    return corrected;
  }

  /** How many words from {@code at} on make the longest entry. */
  private int wordsOfEntry(List<JapaneseWord> words, int at) {
    StringBuilder surface = new StringBuilder();
    int found = 0;
    for (int next = at; next < words.size() && (next == at || !words.get(next).spaced()); next++) {
      surface.append(words.get(next).surface());
      if (surface.length() > longest) {
        break;
      }
      if (readings.containsKey(surface.toString())) {
        found = next + 1 - at;
      }
    }
    return found;
  }

  private JapaneseWord merged(List<JapaneseWord> words) {
    StringBuilder surface = new StringBuilder();
    words.forEach(word -> surface.append(word.surface()));
    JapaneseWord first = words.get(0);
    String reading = readings.get(surface.toString());
    return new JapaneseWord(surface.toString(), first.partOfSpeech(), first.subclass(), "", reading, reading,
        first.spaced());
  }

  private static JapaneseWord inContext(JapaneseWord word, JapaneseWord before, JapaneseWord after, boolean object) {
    return switch (word.surface()) {
      case "何" -> word.read(isNan(after) ? "ナン" : "ナニ");
      case "何時" -> after != null && (after.surface().equals("も") || after.surface().equals("か")) ? word
          : word.read("ナンジ");
      // 学校に行った; but 会議を行った
      case "行っ" -> object ? word : word.read("イッ");
      case "人" -> before != null && before.subclass().equals("固有名詞") ? word.read("ジン") : word;
      case "山" -> before != null && before.subclass().equals("固有名詞") ? word.read("サン") : word;
      case "川" -> before != null && before.subclass().equals("固有名詞") ? word.read("ガワ") : word;
      // 花びらが風に舞う; but こんな風に
      case "風" -> before == null || before.is("助詞") || before.is("補助記号") ? word.read("カゼ") : word;
      // 月2回; but 2月
      case "月" -> word.kana().equals("ガツ") && !isNumber(before) ? word.read("ツキ") : word;
      case "頃" -> before != null && (before.is("名詞") || isNumber(before)) ? word.read("ゴロ") : word;
      case "付" -> isNumber(before) ? word.read("ヅケ") : word;
      case "一日" -> before != null && before.surface().endsWith("月") ? word : word.read("イチニチ");
      case "日" -> before != null && isDayOf(before) ? word.read("ビ").as("接尾辞") : word;
      default -> word;
    };
  }

  /** In kanji, or already in letters. */
  private static boolean isNumber(JapaneseWord word) {
    return word != null && (word.subclass().equals("数詞") || word.isForeignScript());
  }

  private static boolean isNan(JapaneseWord after) {
    return after != null
        && (after.is("助動詞") || after.is("名詞") || after.is("接尾辞") || AFTER_NAN.contains(after.surface()));
  }

  /** 金曜日, 誕生日, 発売日. */
  private static boolean isDayOf(JapaneseWord before) {
    return before.is("名詞") && before.surface().length() >= 2 && !before.subclass().equals("数詞")
        && before.surface().chars().allMatch(Character::isIdeographic)
        && "月年".indexOf(before.surface().charAt(before.surface().length() - 1)) < 0;
  }
}
