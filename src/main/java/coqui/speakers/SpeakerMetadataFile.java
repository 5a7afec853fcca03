package coqui.speakers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code speaker_metadata.json}: layout in the package's description.
 *
 * <p>Holds no state and no open file between calls, so any thread may call it, and a volume can be reloaded
 * meanwhile. A write puts a temporary file beside the old one, forces it to the disk and renames it: whoever reads,
 * in whichever process, sees one whole file, and of several writers the last one wins. A temporary file that a killed
 * process left is deleted by a later write.
 */
public final class SpeakerMetadataFile {

  private static final Logger log = LoggerFactory.getLogger(SpeakerMetadataFile.class);

  /** The largest file that is read or written: the 58 speakers of XTTS v2 take one kilobyte. */
  static final int MAX_BYTES = 1 << 20;

  /** Nobody writes a kilobyte for that long. */
  static final Duration ABANDONED = Duration.ofMinutes(10);

  private static final String TEMPORARY = ".tmp";
  private static final String NAME = "speaker_metadata.json";
  private static final Path VOLUME = Path.of("/models/coqui");
  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private final Path path;
  private final Supplier<Optional<String>> checkpoint;

  /** A file of whichever checkpoint. */
  public SpeakerMetadataFile(Path path) {
    this(path, Optional::empty);
  }

  /**
   * @param checkpoint tells the checkpoint that is served from every other; empty where that is not known. A file of
   *     another one is not trusted; one that says nothing of it is. Asked at every read and write
   * @throws IllegalArgumentException if {@code path} is the root of a file system, so names no file
   */
  public SpeakerMetadataFile(Path path, Supplier<Optional<String>> checkpoint) {
    if (path.getFileName() == null) {
      throw new IllegalArgumentException("the speaker metadata file is '%s', expected a file's path".formatted(path));
    }
    this.path = path.toAbsolutePath();
    this.checkpoint = checkpoint;
  }

  /**
   * Where the file is when no one says so: on the volume {@code /models/coqui}, if that is there and either holds the
   * file or can be written; else beside the model.
   */
  public static Path defaultPath(Path modelDirectory) {
    return defaultPath(VOLUME, modelDirectory);
  }

  static Path defaultPath(Path volume, Path modelDirectory) {
    Path onVolume = beside(volume);
    boolean usable = Files.exists(onVolume) || (Files.isDirectory(volume) && Files.isWritable(volume));
    return usable ? onVolume : beside(modelDirectory);
  }

  /** The file in the same folder as a model. */
  public static Path beside(Path modelDirectory) {
    return modelDirectory.resolve(NAME);
  }

  public Path path() {
    return path;
  }

  /**
   * What the file says; empty if there is none.
   *
   * @throws IOException if there is one that cannot be read or trusted; the message names it, what was found and what
   *     was expected
   */
  public Optional<SpeakerMetadata> read() throws IOException {
    byte[] content;
    try {
      // Opening a pipe would wait for a writer, so look first.
      boolean regular = Files.readAttributes(path, BasicFileAttributes.class).isRegularFile();
      content = regular ? firstBytes() : null;
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw unusable("cannot be read (" + unreadable + ")", unreadable);
    }
    if (content == null) {
      throw unusable("is not a regular file", null);
    }
    if (content.length > MAX_BYTES) {
      throw unusable("is larger than " + MAX_BYTES + " bytes", null);
    }
    return Optional.of(parse(content));
  }

  /**
   * Replaces the file; its folder is made if need be.
   *
   * @throws IOException if that fails; the old file is then untouched, and no temporary file is left
   */
  public void write(SpeakerMetadata metadata) throws IOException {
    byte[] content = encode(metadata);
    if (content.length > MAX_BYTES) {
      throw new IOException("%s would be %d bytes, expected at most %d".formatted(path, content.length, MAX_BYTES));
    }
    Files.createDirectories(path.getParent());
    // Not Files.createTempFile, whose file only its owner may read.
    Path temporary = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
    try {
      try (FileChannel out =
          FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    deleteAbandoned();
  }

  private void deleteAbandoned() {
    Instant abandoned = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path.getParent(), "*" + TEMPORARY)) {
      for (Path file : files) {
        if (file.getFileName().toString().startsWith(path.getFileName() + ".")
            && Files.getLastModifiedTime(file).toInstant().isBefore(abandoned)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      log.debug("What killed processes left beside {} stays", path, e);   // the file itself is in place
    }
  }

  private byte[] firstBytes() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private byte[] encode(SpeakerMetadata metadata) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    metadata.speakers().forEach(root.putArray("speakers")::add);
    root.put("count", metadata.speakers().size());
    root.put("last_updated", metadata.lastUpdated().toString());
    checkpoint.get().ifPresent(identity -> root.put("checkpoint", identity));
    return JSON.writeValueAsBytes(root);
  }

  private SpeakerMetadata parse(byte[] content) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(content);
    } catch (IOException malformed) {
      String reason = malformed instanceof JsonProcessingException json
          ? json.getOriginalMessage()
          : malformed.getMessage();
      throw unusable("is not JSON (" + reason + ")", malformed);
    }
    if (!root.isObject()) {
      throw unusable("is %s, expected a JSON object".formatted(kind(root)), null);
    }
    checkCheckpoint(root.path("checkpoint"));
    List<String> speakers = speakers(root.path("speakers"));
    JsonNode count = root.path("count");
    if (!count.isMissingNode() && !(count.isInt() && count.intValue() == speakers.size())) {
      throw unusable("count is %s, expected %d".formatted(kind(count), speakers.size()), null);
    }
    try {
      return new SpeakerMetadata(speakers, lastUpdated(root.path("last_updated")));
    } catch (IllegalArgumentException untrue) {
      throw unusable(untrue.getMessage(), untrue);
    }
  }

  private void checkCheckpoint(JsonNode written) throws IOException {
    Optional<String> served = checkpoint.get();
    if (!written.isMissingNode() && served.isPresent() && !written.asText().equals(served.get())) {
      throw unusable("tells of another checkpoint than the one that is served", null);
    }
  }

  private List<String> speakers(JsonNode array) throws IOException {
    if (!array.isArray()) {
      throw unusable("speakers is %s, expected an array of names".formatted(kind(array)), null);
    }
    List<String> names = new ArrayList<>(array.size());
    for (JsonNode name : array) {
      if (!name.isTextual()) {
        throw unusable("speakers holds %s, expected names".formatted(kind(name)), null);
      }
      names.add(name.textValue());
    }
    return names;
  }

  private Instant lastUpdated(JsonNode text) throws IOException {
    if (!text.isTextual()) {
      throw unusable("last_updated is %s, expected an ISO 8601 instant".formatted(kind(text)), null);
    }
    try {
      return Instant.parse(text.textValue());
    } catch (DateTimeException notAnInstant) {
      throw unusable("last_updated is not an ISO 8601 instant", notAnInstant);
    }
  }

  private static String kind(JsonNode node) {
    return node.isInt() ? node.asText() : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private IOException unusable(String problem, Throwable cause) {
    return new IOException(path + ": " + problem, cause);
  }
}
