package coqui.telemetry;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * The word {@code %event} of a pattern: the message and the event's fields, those of the thread (MDC) last:
 * {@code tts.inference.start speaker=Robert chunks=2 request_id=…}. Always one line; a value that is not plain is in
 * quotes.
 */
public final class EventText extends ClassicConverter {

  private static final Pattern PLAIN = Pattern.compile("[^\\s\"=\\\\]+");

  @Override
  public String convert(ILoggingEvent event) {
    StringBuilder text = new StringBuilder(ControlCharacters.escaped(event.getFormattedMessage()));
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair field : event.getKeyValuePairs()) {
        append(text, field.key, String.valueOf(field.value));
      }
    }
    event.getMDCPropertyMap().forEach((key, value) -> append(text, key, value));
    return text.toString();
  }

  private static void append(StringBuilder text, String key, String value) {
    String visible = ControlCharacters.escaped(value.replace("\\", "\\\\").replace("\"", "\\\""));
    text.append(' ').append(key).append('=').append(PLAIN.matcher(visible).matches() ? visible : '"' + visible + '"');
  }
}
