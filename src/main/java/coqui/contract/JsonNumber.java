package coqui.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers of requests. One without a fraction is an integer however it is written ({@code 50}, {@code 50.0},
 * {@code 5e1}), as JSON Schema has it.
 */
public final class JsonNumber {

  // As JSON writes them. The lengths bound what BigDecimal has to do.
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,39})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");
  private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private JsonNumber() {}

  /** The number that {@code text} writes as JSON does; empty if it is none, or longer than any request needs. */
  public static Optional<JsonNode> parse(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(of(new BigDecimal(text))) : Optional.empty();
  }

  private static JsonNode of(BigDecimal value) {
    if (value.abs().compareTo(LARGEST_LONG) <= 0) {
      try {
        return LongNode.valueOf(value.longValueExact());
      } catch (ArithmeticException hasAFraction) {
        return DecimalNode.valueOf(value);
      }
    }
    // beyond any range, so that only its size matters
    return value.scale() <= 0 ? BigIntegerNode.valueOf(value.toBigInteger()) : DecimalNode.valueOf(value);
  }
}
