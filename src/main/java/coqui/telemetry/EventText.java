package coqui.telemetry;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.CoreConstants;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The word {@code %event} of a pattern: the message and the event's fields, those of the thread (MDC) last:
 * {@code tts.inference.start speaker=Robert chunks=2 request_id=…}. A value that is not plain is in quotes. One line;
 * but an event with many fields, more than anybody reads in a line, is a block of indented ones, a field each.
 */
public final class EventText extends ClassicConverter {

  private static final Pattern PLAIN = Pattern.compile("[^\\s\"=\\\\]+");
  private static final int FIELDS_OF_A_BLOCK = 15;

  @Override
  public String convert(ILoggingEvent event) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(field -> fields.put(field.key, String.valueOf(field.value)));
    }
    fields.putAll(event.getMDCPropertyMap());
    StringBuilder text = new StringBuilder(ControlCharacters.escaped(event.getFormattedMessage()));
    if (fields.size() < FIELDS_OF_A_BLOCK) {
      fields.forEach((key, value) -> text.append(' ').append(key).append('=').append(quoted(value)));
    } else {
      int width = fields.keySet().stream().mapToInt(String::length).max().orElseThrow();
      fields.forEach((key, value) -> text.append(CoreConstants.LINE_SEPARATOR)
          .append("    ").append(key).append(" ".repeat(width - key.length())).append("  ")
          .append(ControlCharacters.escaped(value)));
    }
    return text.toString();
  }

  private static String quoted(String value) {
    String visible = ControlCharacters.escaped(value.replace("\\", "\\\\").replace("\"", "\\\""));
    return PLAIN.matcher(visible).matches() ? visible : '"' + visible + '"';
  }
}
