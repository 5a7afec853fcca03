package coqui.pipeline;

import java.util.List;
import org.apache.camel.Exchange;

/**
 * What could be better about the recordings of a cloned voice; kept as an exchange property by
 * {@link VoiceFromReferences}.
 */
public record ReferenceWarnings(List<Warning> warnings) {

  private static final String PROPERTY = "referenceWarnings";

  /**
   * @param code stable: {@code reference_short}, …
   * @param field that the recording came in
   * @param index its place among the files of that field, from 0
   */
  public record Warning(String code, String field, int index) {}

  public ReferenceWarnings {
    warnings = List.copyOf(warnings);
  }

  void storeIn(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  /** Those of the request in work; none where no voice was cloned. */
  public static ReferenceWarnings of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, new ReferenceWarnings(List.of()), ReferenceWarnings.class);
  }
}
