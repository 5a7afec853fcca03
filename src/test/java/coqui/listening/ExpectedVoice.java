package coqui.listening;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A row of {@code src/test/resources/listening/voices.csv}: what a voice of the demo checkpoint was measured to do in a
 * language.
 *
 * @param sentences how many of the language's, from the first on, were spoken
 * @param errorRate in percent of their words; empty in a language that the recogniser does not know
 * @param secondsPerCharacter the median
 */
record ExpectedVoice(
    String language, String name, int sentences, OptionalDouble errorRate, double secondsPerCharacter) {

  private static final Path FILE = Path.of("src/test/resources/listening/voices.csv");
  private static final String HEADER = "language,voice,sentences,word_error_rate,seconds_per_character";

  ExpectedVoice {
    if (errorRate.isPresent() != language.equals(Recogniser.LANGUAGE)) {
      throw new IllegalArgumentException("%s in %s: word error rate is %s, and the recogniser knows %s alone"
          .formatted(name, language, errorRate, Recogniser.LANGUAGE));
    }
  }

  static List<ExpectedVoice> all() {
    try {
      List<String> rows = Files.readAllLines(FILE).stream().filter(line -> !line.startsWith("#")).toList();
      if (!rows.get(0).equals(HEADER)) {
        throw new IllegalStateException(FILE + " begins with " + rows.get(0) + ", expected " + HEADER);
      }
      return rows.stream().skip(1).map(ExpectedVoice::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the language that the recogniser knows. */
  static List<ExpectedVoice> recognised() {
    return all().stream().filter(voice -> voice.errorRate.isPresent()).toList();
  }

  /** The one for what one voice can tell as well as all. */
  static ExpectedVoice clearest() {
    return recognised().stream().min(Comparator.comparingDouble(voice -> voice.errorRate.getAsDouble())).orElseThrow();
  }

  static ExpectedVoice of(String row) {
    String[] values = row.split(",", -1);
    return new ExpectedVoice(values[0], values[1], Integer.parseInt(values[2]),
        values[3].isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(values[3])),
        Double.parseDouble(values[4]));
  }

  /** What would stand in the file if this were what is expected. */
  String row() {
    return String.format(Locale.ROOT, "%s,%s,%d,%s,%.4f", language, name, sentences,
        errorRate.isPresent() ? String.format(Locale.ROOT, "%.1f", errorRate.getAsDouble()) : "", secondsPerCharacter);
  }

  /** The same voice as it was heard now. */
  ExpectedVoice measured(OptionalDouble measuredErrorRate, double measuredPace) {
    return new ExpectedVoice(language, name, sentences, measuredErrorRate, measuredPace);
  }

  @Override
  public String toString() {
    return name + ", " + language;
  }
}
