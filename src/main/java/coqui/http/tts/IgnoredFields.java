package coqui.http.tts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * Fields of a request that changed nothing: unknown here, or known and beyond what the model can do. The answer names
 * them, so that who wonders can see it; kept as an exchange property.
 */
public final class IgnoredFields {

  /** Name of the answer's header. */
  public static final String HEADER = "X-Ignored-Fields";

  private static final String PROPERTY = "ignoredFields";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final int MOST = 20;   // a header is small

  private IgnoredFields() {}

  /** Names that are no plain words are left out, and so are more than {@value #MOST}. */
  public static void store(List<String> names, Exchange exchange) {
    String header = names.stream().filter(name -> PLAIN.matcher(name).matches()).limit(MOST)
        .collect(Collectors.joining(", "));
    if (!header.isEmpty()) {
      exchange.setProperty(PROPERTY, header);
    }
  }

  /** What the answer to {@code exchange} says of them; empty where all counted. */
  static Optional<String> of(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty(PROPERTY, String.class));
  }
}
