package coqui.metrics;

import coqui.metrics.Exposition.Sample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a query in PromQL asks for. Reads names only: whether the query is one at all is for {@link Promtool} to say.
 *
 * @param selectors of series
 * @param labels by which the query groups or joins
 */
record PromQuery(List<Selector> selectors, Set<String> labels) {

  private static final Pattern TOKEN = Pattern.compile(
      "\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_:][A-Za-z0-9_:]*|[0-9][0-9A-Za-z.]*|[=!<>]=|[=!]~|\\S");
  private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

  /** Series of this name whose labels are so. */
  record Selector(String metric, List<LabelMatcher> matchers) {

    boolean selects(Sample sample) {
      return sample.name().equals(metric) && matchers.stream().allMatch(matcher -> matcher.matches(sample));
    }
  }

  /** One condition on a label, {@code status=~"5.."}. */
  record LabelMatcher(String label, String operator, String value) {

    boolean matches(Sample sample) {
      String found = sample.labels().getOrDefault(label, "");
      return switch (operator) {
        case "=" -> found.equals(value);
        case "!=" -> !found.equals(value);
        case "=~" -> found.matches(value);
        case "!~" -> !found.matches(value);
        default -> throw new IllegalArgumentException("no operator of a label: " + operator);
      };
    }
  }

  static PromQuery read(String query) {
    Tokens tokens = new Tokens(TOKEN.matcher(query).results().map(found -> found.group()).toList());
    List<Selector> selectors = new ArrayList<>();
    Set<String> labels = new LinkedHashSet<>();
    while (tokens.hasNext()) {
      String token = tokens.next();
      if (GROUPING.contains(token)) {
        if (tokens.take("(")) {
          labels.addAll(tokens.until(")"));
        }
      } else if (isName(token) && !WORDS.contains(token) && !tokens.isCall()) {
        selectors.add(new Selector(token, tokens.take("{") ? matchers(tokens.until("}")) : List.of()));
      }
    }
    return new PromQuery(selectors, labels);
  }

  private static boolean isName(String token) {
    return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
  }

  private static List<LabelMatcher> matchers(List<String> tokens) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (int at = 0; at + 2 < tokens.size(); at += 3) {
      String quoted = tokens.get(at + 2);
      matchers.add(new LabelMatcher(tokens.get(at), tokens.get(at + 1), quoted.substring(1, quoted.length() - 1)));
    }
    return matchers;
  }

  /** The words of a query, one after the other. */
  private static final class Tokens {

    private final List<String> tokens;
    private int at;

    Tokens(List<String> tokens) {
      this.tokens = tokens;
    }

    boolean hasNext() {
      return at < tokens.size();
    }

    String next() {
      return tokens.get(at++);
    }

    /** Whether the word just read is a function or an aggregation. */
    boolean isCall() {
      return hasNext() && Set.of("(", "by", "without").contains(tokens.get(at));
    }

    boolean take(String token) {
      boolean there = hasNext() && tokens.get(at).equals(token);
      at += there ? 1 : 0;
      return there;
    }

    /** What comes before {@code end}, without commas. */
    List<String> until(String end) {
      List<String> found = new ArrayList<>();
      while (!take(end)) {
        if (!take(",")) {
          found.add(next());
        }
      }
      return found;
    }
  }
}
