package coqui.download;

import coqui.checkpoint.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/** What of a file is there so far, and which version of it that is. One thread. */
final class PartialFile {

  private static final String URL = "url";
  private static final String VERSION = "version";
  private static final String TOTAL = "total";

  private final Path bytes;
  private final Path origin;
  private final Path whole;

  /**
   * @param url that was asked for, before any redirect
   * @param version what the server calls this version of the file, if it does
   * @param totalBytes of the whole file
   */
  record Origin(String url, Optional<String> version, long totalBytes) {}

  /** @param whole the file's place once it is whole */
  PartialFile(Path whole) {
    this.whole = whole;
    this.bytes = whole.resolveSibling(whole.getFileName() + ".partial");
    this.origin = whole.resolveSibling(whole.getFileName() + ".origin");
  }

  Path path() {
    return bytes;
  }

  long size() throws IOException {
    return Files.exists(bytes) ? Files.size(bytes) : 0;
  }

  /** Where the bytes come from; empty if there are none, or nobody can tell. */
  Optional<Origin> origin() throws IOException {
    if (!Files.exists(bytes) || !Files.exists(origin)) {
      return Optional.empty();
    }
    Properties written = new Properties();
    try (InputStream in = Files.newInputStream(origin)) {
      written.load(in);
      return Optional.of(new Origin(
          written.getProperty(URL, ""),
          Optional.of(written.getProperty(VERSION, "")).filter(version -> !version.isEmpty()),
          Long.parseLong(written.getProperty(TOTAL, ""))));
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  /** Begins anew, with the first byte of that version. */
  void restart(Origin from) throws IOException {
    discard();
    Properties written = new Properties();
    written.setProperty(URL, from.url());
    from.version().ifPresent(version -> written.setProperty(VERSION, version));
    written.setProperty(TOTAL, Long.toString(from.totalBytes()));
    StringWriter text = new StringWriter();
    written.store(text, null);
    AtomicFile.write(origin, text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** To write what comes next; the caller closes it. */
  FileChannel append() throws IOException {
    return FileChannel.open(bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  void discard() throws IOException {
    Files.deleteIfExists(bytes);
    Files.deleteIfExists(origin);
  }

  /** All is there and verified: takes the name of the whole file, and stays through a power failure. */
  void finish() throws IOException {
    try (FileChannel channel = append()) {
      channel.force(true);
    }
    AtomicFile.rename(bytes, whole);
    Files.deleteIfExists(origin);
  }
}
