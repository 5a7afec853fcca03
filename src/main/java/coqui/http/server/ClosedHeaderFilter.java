package coqui.http.server;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Keeps what a client sends out of message headers, and Camel's own headers out of answers.
 *
 * <p>Camel makes message headers of request headers, query parameters and form fields alike, and answer headers of
 * all message headers: {@code ?Set-Cookie=…} would set a cookie. With nothing let in, what a route sets is all that
 * can come out.
 */
public final class ClosedHeaderFilter implements HeaderFilterStrategy {

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return name.startsWith("Camel");
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return true;
  }
}
