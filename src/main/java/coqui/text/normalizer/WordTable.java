package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables from what is written to what is said: {@code "mr=mister, mrs=misess"}, entries apart by commas or lines. */
final class WordTable {

  /** To end a pattern with: its one capturing group takes part in the match if a sentence can end there. */
  static final String SENTENCE_END = "(?=(['’”»)]*(?:$| +[“«(]?\\p{Lu}))?)";

  private WordTable() {}

  static Map<String, String> of(String entries) {
    return of(entries, words -> words);
  }

  /** Nouns with their forms: {@code "km=kilometre/kilometres"}; see {@link Noun#of}. */
  static Map<String, Noun> nouns(String entries) {
    return of(entries, Noun::of);
  }

  static <T> Map<String, T> of(String entries, Function<String, T> reading) {
    Map<String, T> table = new LinkedHashMap<>();
    for (String entry : entries.split("[,\n]")) {
      if (!entry.isBlank()) {
        String[] pair = entry.strip().split("=", 2);
        if (table.put(pair[0], reading.apply(pair[1])) != null) {
          throw new IllegalArgumentException(pair[0] + " stands twice in the table");
        }
      }
    }
    return Collections.unmodifiableMap(table);
  }

  /**
   * Abbreviations of one word with their full stop, in any case, which stand before what they belong to: the stop goes.
   *
   * @param words by abbreviation: lower case, without the stop
   */
  static Rewrite titles(Map<String, String> words) {
    return Rewrite.of("(?<![\\p{L}\\p{N}])(\\p{L}{1,15}+)\\.", match -> words.get(Rewrite.lower(match.group(1))));
  }

  /** Abbreviations that may end a sentence: there the stop stays. */
  static Rewrite abbreviations(Map<String, String> words) {
    return Rewrite.of("(?<![\\p{L}\\p{N}])(\\p{L}{1,15}+)\\." + SENTENCE_END, match -> {
      String spoken = words.get(Rewrite.lower(match.group(1)));
      return spoken == null || match.group(2) == null ? spoken : spoken + ".";
    });
  }

  /** Abbreviations that are such only before a number: the stop goes. */
  static Rewrite beforeNumber(Map<String, String> words) {
    return Rewrite.of("(?<![\\p{L}\\p{N}])(\\p{L}{1,15}+)\\. ?(?=\\d)", match -> {
      String spoken = words.get(Rewrite.lower(match.group(1)));
      return spoken == null ? null : spoken + " ";
    });
  }

  /** Signs, each a character, wherever they stand; a space is set on both sides. */
  static Rewrite signs(Map<String, String> words) {
    List<String> signs = new ArrayList<>(words.keySet());
    return Rewrite.of(signs.stream().map(Pattern::quote).collect(Collectors.joining("", "[", "]")),
        match -> " " + words.get(match.group()) + " ");
  }
}
