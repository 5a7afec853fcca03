package coqui.telemetry;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

/**
 * The word {@code %trace} of a pattern: the exception of an event and its causes. Every line of it begins with a blank,
 * whatever is in the messages, so that none can be taken for an event.
 */
public final class IndentedTrace extends ThrowableProxyConverter {

  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    String visible = ControlCharacters.escaped(
        super.throwableProxyToString(thrown), character -> character == '\n' || character == '\t');
    return " " + visible.stripTrailing().replace("\n", "\n ") + "\n";
  }
}
