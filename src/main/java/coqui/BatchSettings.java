package coqui;

import coqui.audio.AudioFormat;
import coqui.batch.BatchLimits;
import coqui.inbox.InboxFolders;
import coqui.inbox.InboxSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** What the operator allows those who bring many texts at once, and where files with texts come from. */
public final class BatchSettings {

  static final String INBOX = "coqui.batch.inbox";
  private static final String OUTBOX = "coqui.batch.outbox";
  private static final String WATCH = "coqui.batch.watch";   // made here, for the route
  private static final Pattern FIT_FOR_A_URI = Pattern.compile("[^?#%{}&]+");

  private final SettingValues values;

  BatchSettings(SettingValues values) {
    this.values = values;
  }

  void check() {
    limits();
    timeLimit();
    inbox();
    if (folder(INBOX).isPresent() != folder(OUTBOX).isPresent()) {
      String missing = folder(INBOX).isPresent() ? OUTBOX : INBOX;
      throw values.refused(missing, "a folder, since its counterpart is set: both or none");
    }
    if (watches() && folder(INBOX).equals(folder(OUTBOX))) {
      throw values.refused(OUTBOX, "another folder than " + INBOX);
    }
  }

  /** How much a batch may be. */
  public BatchLimits limits() {
    return new BatchLimits(
        values.integer("coqui.batch.max-items", 1, 100_000),
        values.integer("coqui.batch.max-characters", 1, 100_000_000));
  }

  /** From the arrival of a batch to the end of its answer; for a file of the inbox as well. */
  public Duration timeLimit() {
    return Duration.ofSeconds(values.integer("coqui.batch.time-limit", 1, 604_800));
  }

  /** Whether files dropped into a folder are spoken. */
  public boolean watches() {
    return folder(INBOX).isPresent();
  }

  /** Where they come from and go to; folders that nobody looks at, where they are not. */
  public InboxFolders folders() {
    return new InboxFolders(
        folder(INBOX).orElseGet(() -> Path.of("inbox").toAbsolutePath()),
        folder(OUTBOX).orElseGet(() -> Path.of("outbox").toAbsolutePath()));
  }

  /** What is said when the folders cannot be worked in. */
  InvalidSettingException unusable(IOException problem) {
    return values.refused(INBOX, "a folder that can be worked in, as %s (%s)".formatted(OUTBOX, problem));
  }

  private Optional<Path> folder(String key) {
    Optional<Path> folder = values.path(key).map(path -> path.toAbsolutePath().normalize());
    if (folder.isPresent() && !FIT_FOR_A_URI.matcher(folder.get().toString()).matches()) {
      throw values.refused(key, "a path without any of ? # % { } &");
    }
    return folder;
  }

  /** How files are spoken. */
  public InboxSettings inbox() {
    String[] formats =
        Arrays.stream(AudioFormat.values()).map(AudioFormat::extension).toArray(String[]::new);
    return new InboxSettings(
        Optional.of(values.text("coqui.batch.speaker")).filter(name -> !name.isBlank()),
        Optional.of(values.text("coqui.batch.language")).filter(tag -> !tag.isBlank()),
        AudioFormat.named(values.oneOf("coqui.batch.format", formats)).orElseThrow(),
        values.integer("coqui.batch.files-in-work", 1, 1_000),
        values.integer("coqui.batch.max-file-bytes", 1, 1 << 30),
        Duration.ofSeconds(values.integer("coqui.batch.settle-time", 1, 3_600)),
        timeLimit(),
        Duration.ofSeconds(values.integer("coqui.batch.max-length", 1, 14_400)));
  }

  /** Tells the route. */
  void tell(Properties all) {
    all.setProperty(WATCH, Boolean.toString(watches()));
    all.setProperty(INBOX, folders().inbox().toString());
    all.setProperty(OUTBOX, folders().outbox().toString());
  }
}
