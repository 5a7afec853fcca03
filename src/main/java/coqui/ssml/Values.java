package coqui.ssml;

import coqui.speech.Passage;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What attributes with a fixed meaning say. */
final class Values {

  private static final double LONGEST_BREAK_SECONDS = 10;

  private static final Map<String, Double> RATES = Map.of(
      "x-slow", Passage.SLOWEST, "slow", 0.85, "medium", 1.0, "default", 1.0, "fast", 1.15, "x-fast", Passage.FASTEST);

  private static final Map<String, Double> STRENGTHS = Map.of(
      "none", 0.0, "x-weak", 0.1, "weak", 0.25, "medium", 0.5, "strong", 0.8, "x-strong", 1.2);

  private static final Pattern PERCENT = Pattern.compile("([+-]?)(\\d{1,3}(?:\\.\\d{1,6})?)%");
  private static final Pattern MULTIPLE = Pattern.compile("\\d{1,2}(?:\\.\\d{1,6})?");
  private static final Pattern TIME = Pattern.compile("\\+?(\\d{1,6}(?:\\.\\d{1,6})?|\\.\\d{1,6})(ms|s)");

  private Values() {}

  /** {@code slow}, {@code 80%} or {@code 0.8} of the usual pace, {@code -20%} less than it → 0.7 to 1.3. */
  static double rate(String written, Place place) {
    double rate = RATES.getOrDefault(written, Double.NaN);
    Matcher percent = PERCENT.matcher(written);
    if (percent.matches()) {
      double part = Double.parseDouble(percent.group(2)) / 100;
      rate = switch (percent.group(1)) {
        case "+" -> 1 + part;
        case "-" -> 1 - part;
        default -> part;
      };
    } else if (MULTIPLE.matcher(written).matches()) {
      rate = Double.parseDouble(written);
    }
    if (!(rate >= Passage.SLOWEST && rate <= Passage.FASTEST)) {
      throw place.refused("rate is '%s', expected x-slow, slow, medium, fast, x-fast, or 70%% to 130%%."
          .formatted(Place.shown(written)));
    }
    return rate;
  }

  /** {@code 500ms}, {@code 1.5s} → seconds. */
  static double seconds(String written, Place place) {
    Matcher time = TIME.matcher(written);
    double seconds = time.matches()
        ? Double.parseDouble(time.group(1)) / (time.group(2).equals("ms") ? 1_000 : 1)
        : Double.NaN;
    if (!(seconds <= LONGEST_BREAK_SECONDS)) {
      throw place.refused("time is '%s', expected 0ms to 10s, such as 500ms or 1.5s.".formatted(Place.shown(written)));
    }
    return seconds;
  }

  /** {@code weak} → seconds. */
  static double strength(String written, Place place) {
    Double seconds = STRENGTHS.get(written);
    if (seconds == null) {
      throw place.refused("strength is '%s', expected none, x-weak, weak, medium, strong or x-strong."
          .formatted(Place.shown(written)));
    }
    return seconds;
  }
}
