package coqui.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * What the program logs while this is open, as the encoders of {@code config/logback.xml} write it; kept from the
 * console.
 */
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  /** A name that comes twice is a mistake of ours. */
  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Logger program = (Logger) LoggerFactory.getLogger("coqui");
  private final Logger device = (Logger) LoggerFactory.getLogger("coqui.xtts.DeviceThread");
  private final Level deviceLevel = device.getLevel();
  private final BlockingQueue<ILoggingEvent> coming = new LinkedBlockingQueue<>();
  private final List<ILoggingEvent> seen = new ArrayList<>();
  private final Encoder<ILoggingEvent> text = encoder("text");
  private final Encoder<ILoggingEvent> json = encoder("json");

  /** From now on. */
  public CapturedLog() throws JoranException {
    program.setLevel(Level.INFO);
    program.setAdditive(false);
    device.setLevel(null);
    program.addAppender(this);
    start();
  }

  private static Encoder<ILoggingEvent> encoder(String format) throws JoranException {
    LoggerContext context = new LoggerContext();
    context.putProperty("coqui.log.format", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Path.of("config/logback.xml").toFile());
    return ((ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender(format)).getEncoder();
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    coming.add(event);
  }

  /** The next event with that message, as it would be in the JSON log; waits for it. */
  public JsonNode json(String message) throws InterruptedException {
    try {
      return JSON.readTree(json.encode(next(message)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next event with that message, as it would be in the text log; waits for it. */
  public String text(String message) throws InterruptedException {
    return new String(text.encode(next(message)), StandardCharsets.UTF_8);
  }

  /** All that was waited for or passed by so far, in both formats. */
  public String all() {
    StringBuilder all = new StringBuilder();
    seen.forEach(event -> all
        .append(new String(text.encode(event), StandardCharsets.UTF_8))
        .append(new String(json.encode(event), StandardCharsets.UTF_8)));
    return all.toString();
  }

  private ILoggingEvent next(String message) throws InterruptedException {
    while (true) {
      ILoggingEvent event = coming.poll(20, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event '%s', only: %s".formatted(message, seen));
      }
      seen.add(event);
      if (event.getFormattedMessage().equals(message)) {
        return event;
      }
    }
  }

  @Override
  public void close() {
    program.detachAppender(this);
    program.setAdditive(true);
    program.setLevel(null);
    device.setLevel(deviceLevel);
  }
}
