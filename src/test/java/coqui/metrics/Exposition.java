package coqui.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Prometheus reads: its text format, as far as this service writes it.
 *
 * @param types of the metrics, by name
 * @param samples in their order
 */
public record Exposition(Map<String, String> types, List<Sample> samples) {

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(?:,|$)");

  /**
   * @param name with the suffix that its type may give it
   */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /** Reads the text; anything that is not of the format fails. */
  public static Exposition of(String text) {
    Map<String, String> types = new LinkedHashMap<>();
    Stream.Builder<Sample> samples = Stream.builder();
    for (String line : text.split("\n")) {
      Matcher type = TYPE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (!line.startsWith("#")) {
        samples.add(sample(line));
      }
    }
    return new Exposition(types, samples.build().toList());
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("not Prometheus' text format: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    String value = sample.group(3).replace("+Inf", "Infinity");
    return new Sample(sample.group(1), labels, Double.parseDouble(value));
  }

  /** The samples of that name that have these labels, whatever else they have. */
  public List<Sample> all(String name, Map<String, String> labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name) && sample.labels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  /** The value of the one sample of that name with these labels; 0 where there is none. */
  public double value(String name, Map<String, String> labels) {
    List<Sample> found = all(name, labels);
    if (found.size() > 1) {
      throw new AssertionError("several of %s: %s".formatted(name, found));
    }
    return found.stream().mapToDouble(Sample::value).sum();
  }

  /** The same without labels. */
  public double value(String name) {
    return value(name, Map.of());
  }
}
