package coqui.inbox;

import coqui.audio.AudioFormat;
import coqui.pipeline.RequestLife;
import coqui.speech.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * A file of the inbox in work; kept as an exchange property.
 *
 * <p><b>Threads.</b> One after the other, as its exchange goes from step to step.
 */
final class InboxFile {

  private static final String PROPERTY = "inboxFile";

  private final Path path;
  private final FileStamp stamp;
  private final FileLock lock;
  private final RequestLife life;
  private String digest = "";                                // of what it says and how that is spoken
  private AudioFormat format = AudioFormat.WAV;              // of its recording
  private Optional<OutputFile> zip = Optional.empty();       // of a batch
  private Optional<Throwable> failure = Optional.empty();

  /**
   * @param stamp of it as it was when it was taken
   * @param lock let go when its exchange is done
   */
  InboxFile(Path path, FileStamp stamp, FileLock lock, RequestLife life) {
    this.path = path;
    this.stamp = stamp;
    this.lock = lock;
    this.life = life;
  }

  void storeIn(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
    life.storeIn(exchange);
  }

  /** That which {@code exchange} is about. */
  static InboxFile of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, InboxFile.class);
  }

  Path path() {
    return path;
  }

  String name() {
    return path.getFileName().toString();
  }

  RequestLife life() {
    return life;
  }

  FileLock lock() {
    return lock;
  }

  String digest() {
    return digest;
  }

  void setDigest(String digest) {
    this.digest = digest;
  }

  AudioFormat format() {
    return format;
  }

  void setFormat(AudioFormat format) {
    this.format = format;
  }

  Optional<OutputFile> zip() {
    return zip;
  }

  void setZip(OutputFile zip) {
    this.zip = Optional.of(zip);
  }

  /** Why it was not spoken; empty where it was. */
  Optional<Throwable> failure() {
    return failure;
  }

  void setFailure(Throwable failure) {
    this.failure = Optional.of(failure);
  }

  /**
   * What is in it.
   *
   * @throws InvalidRequestException if it is larger than {@code most}
   * @throws IOException if it cannot be read, or was changed since it was taken
   */
  byte[] read(int most) throws IOException {
    if (stamp.size() > most) {
      throw tooLarge(most);
    }
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      bytes = stream.readNBytes(most + 1);
    }
    if (bytes.length != stamp.size() || !stamp.equals(FileStamp.of(path))) {
      throw new IOException(path + " is still being written; put files there under another name (.part), and rename");
    }
    return bytes;
  }

  private static InvalidRequestException tooLarge(int most) {
    return new InvalidRequestException("file_too_large",
        "The file has more than %d bytes (%s); split it.".formatted(most, InboxSettings.BYTES),
        Map.of("max_bytes", most));
  }
}
