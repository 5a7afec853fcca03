package coqui.text.romanizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Chinese characters in pinyin with tone digits, 5 for the neutral tone and {@code v} for ü: 女儿 is {@code nv3er2}.
 * The longest word of the dictionary that fits decides how its characters are read. Everything else stays as it is.
 *
 * <p>The dictionary is that of houbb's pinyin: 41,000 characters and 43,000 words, to which ours in {@code
 * dictionaries/pinyin.txt} adds. Loading it takes some tenths of a second. Safe for all threads.
 */
public final class PinyinRomanizer {

  /** Combining macron, acute, caron and grave: the tones 1 to 4. */
  private static final String TONES = "\u0304\u0301\u030c\u0300";

  private final Map<String, String> readings = new HashMap<>(120_000);
  /** Of the words that begin with a character, the length of the longest. */
  private final Map<Integer, Integer> longest = new HashMap<>(50_000);
  /** Many syllables, few different ones. */
  private final Map<String, String> syllables = new HashMap<>(4_000);

  public PinyinRomanizer() {
    // A line each: 乐:lè,yuè (all readings of the character, the most frequent first)
    load("/pinyin_dict_char.txt", ":", ",");
    // 音乐:yīn yuè
    load("/pinyin_dict_phrase.txt", ":", " ");
    load("/dictionaries/pinyin.txt", " ", " ");
    syllables.clear();
  }

  public String romanize(String text) {
    StringBuilder romanized = new StringBuilder(text.length() * 4);
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      int end = at + Character.charCount(character);
      String reading = null;
      for (int to = Math.min(text.length(), at + longest.getOrDefault(character, 0)); to >= end; to--) {
        reading = readings.get(text.substring(at, to));
        if (reading != null) {
          end = to;
          break;
        }
      }
      romanized.append(reading == null ? text.substring(at, end) : reading);
      at = end;
    }
    return romanized.toString();
  }

  private void load(String resource, String afterWord, String betweenSyllables) {
    try (InputStream stream = PinyinRomanizer.class.getResourceAsStream(resource);
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int split = line.indexOf(afterWord);
        if (split > 0 && line.charAt(0) != '#') {
          add(line.substring(0, split), line.substring(split + 1).strip().split(betweenSyllables));
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void add(String word, String[] spelled) {
    int count = word.codePointCount(0, word.length()) == 1 ? 1 : spelled.length;
    StringBuilder reading = new StringBuilder();
    for (int syllable = 0; syllable < count; syllable++) {
      reading.append(syllables.computeIfAbsent(spelled[syllable], PinyinRomanizer::withToneDigit));
    }
    readings.put(word, reading.toString());
    longest.merge(word.codePointAt(0), word.length(), Math::max);
  }

  /** lǜ → lv4 */
  private static String withToneDigit(String syllable) {
    StringBuilder letters = new StringBuilder();
    int tone = 5;
    for (char character : Normalizer.normalize(syllable, Normalizer.Form.NFD).toCharArray()) {
      int mark = TONES.indexOf(character);
      if (mark >= 0) {
        tone = mark + 1;
      } else if (character == '\u0308') {
        letters.setCharAt(letters.length() - 1, 'v');
      } else {
        letters.append(character);
      }
    }
    return letters.append(tone).toString();
  }
}
