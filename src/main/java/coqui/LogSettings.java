package coqui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;

/** What the operator wants logged, and how. */
public final class LogSettings {

  private final Installation installation;
  private final SettingValues values;

  LogSettings(Installation installation, SettingValues values) {
    this.installation = installation;
    this.values = values;
  }

  void check() {
    level();
    format(false);
    texts();
  }

  /** What serve logs. */
  public String level() {
    return values.oneOf("coqui.log.level", "ERROR", "WARN", "INFO", "DEBUG");
  }

  /**
   * How serve logs: {@code text} or {@code json}.
   *
   * @param atATerminal whether a person looks on, where nothing else is set
   */
  public String format(boolean atATerminal) {
    String format = values.oneOf("coqui.log.format", "auto", "text", "json");
    if (!format.equals("auto")) {
      return format;
    }
    return atATerminal ? "text" : "json";
  }

  /** Whether serve logs what it is asked to speak. */
  public boolean texts() {
    return values.oneOf("coqui.log.text", "false", "true").equals("true");
  }

  /** {@code config/logback.xml}: the file that was found, else the copy inside the jar. */
  public URL configuration() {
    try {
      Optional<Path> folder = installation.folder("config", "logback.xml");
      return folder.isPresent()
          ? folder.get().resolve("logback.xml").toUri().toURL()
          : LogSettings.class.getClassLoader().getResource("config/logback.xml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
