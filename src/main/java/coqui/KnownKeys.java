package coqui;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * The {@code coqui.…} keys that there are: those of the shipped {@code config/application.properties}. A key that is
 * none of them would be a wish that nobody hears, so it stops the start. In the environment and among the
 * system properties, where other programs and other versions have their say, it only gets a warning.
 */
final class KnownKeys {

  /** How they begin. */
  static final String OURS = "coqui.";

  private final Set<String> keys;

  /** @param keys shipped; those of others among them do not count */
  KnownKeys(Set<String> keys) {
    this.keys = new HashSet<>(keys);
    this.keys.removeIf(key -> !key.startsWith(OURS));
  }

  /**
   * Other keys, {@code camel.…} or a route's own, are for others to judge.
   *
   * @throws InvalidSettingException if a key of ours does not exist
   */
  void check(SortedMap<String, Setting> settings) {
    settings.forEach((key, setting) -> {
      boolean unknown = key.startsWith(OURS) && !keys.contains(key);
      if (unknown && !setting.source().equals(SettingLayers.SYSTEM_PROPERTY)) {
        throw InvalidSettingException.unknownKey(key, setting, nearest(key));
      }
    });
  }

  private String nearest(String key) {
    return keys.stream().min(Comparator.comparingInt((String known) -> distance(key, known))
        .thenComparing(Comparator.naturalOrder())).orElseThrow();
  }

  /** How many characters to insert, delete or exchange (Levenshtein 1966). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
