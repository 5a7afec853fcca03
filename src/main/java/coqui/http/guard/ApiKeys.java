package coqui.http.guard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may ask for anything: clients that know one of the keys. Kept as SHA-256 digests; no message tells a key.
 *
 * <p>Those in a file may change while the program runs: {@link #watch} reads it again and again. A file that has
 * become unusable changes nothing.
 *
 * <p><b>Threads.</b> Any. What is known is replaced as a whole.
 */
public final class ApiKeys implements AutoCloseable {

  /** Nobody needs a key. */
  public static final ApiKeys NONE = new ApiKeys(List.of());

  private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
  private static final Pattern USABLE = Pattern.compile("[!-~]{16,256}");
  private static final int MOST_KEYS = 1_000;
  private static final int MOST_BYTES_OF_A_FILE = 1 << 20;
  private static final int SECONDS_BETWEEN_LOOKS = 2;

  private final List<byte[]> fixed;
  private final Path file;                     // null for none
  private volatile List<byte[]> known;         // digests
  private byte[] lastRead = new byte[0];       // of the file; guarded by this
  private String lastProblem = "";             // guarded by this; so that each is logged once
  private ScheduledExecutorService watching;   // guarded by this; null while nobody does

  private ApiKeys(List<byte[]> fixed) {
    this.fixed = fixed;
    this.file = null;
    this.known = fixed;
  }

  /**
   * Those in {@code keys} and, where there is one, in {@code file}: one a line; empty lines and those that begin with
   * {@code #} do not count.
   *
   * @throws IllegalArgumentException if a key is unusable, or the file; says nothing of what a key is
   */
  public ApiKeys(Collection<String> keys, Optional<Path> file) {
    this.fixed = digests(keys);
    this.file = file.orElse(null);
    this.known = fixed;
    if (file.isPresent()) {
      try {
        lastRead = read();
        known = withThoseOf(lastRead);
      } catch (IOException e) {
        throw new IllegalArgumentException("cannot be read: " + e, e);
      }
    }
  }

  /** @throws IllegalArgumentException if one of {@code keys} is unusable */
  public static void check(Collection<String> keys) {
    digests(keys);
  }

  /** Whether a key is needed at all. */
  boolean needed() {
    return file != null || !fixed.isEmpty();
  }

  /**
   * What is known of a key that a client presents: a name for it that is no secret, empty if it is none of ours. Takes
   * the same time for every key.
   */
  Optional<String> nameOf(String presented) {
    byte[] digest = digest(presented);
    boolean ours = false;
    for (byte[] key : known) {
      ours |= MessageDigest.isEqual(key, digest);
    }
    return ours ? Optional.of(HexFormat.of().formatHex(digest)) : Optional.empty();
  }

  /** Reads the file every few seconds from now on, if there is one. */
  public synchronized void watch() {
    if (file != null && watching == null) {
      watching = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "api-keys");
        thread.setDaemon(true);
        return thread;
      });
      watching.scheduleWithFixedDelay(
          this::readAgain, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }
  }

  /** Takes what the file says now; if it is unusable, what it said before. */
  synchronized void readAgain() {
    try {
      byte[] bytes = read();
      if (!Arrays.equals(bytes, lastRead)) {
        known = withThoseOf(bytes);
        lastRead = bytes;
        log.info("{} was read again: {} keys", file, known.size() - fixed.size());
      }
      lastProblem = "";
    } catch (IOException | RuntimeException e) {
      if (!lastProblem.equals(e.toString())) {
        lastProblem = e.toString();
        log.warn("{} is unusable, the keys that it had before stay valid: {}", file, lastProblem);
      }
    }
  }

  private byte[] read() throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MOST_BYTES_OF_A_FILE + 1);
      if (bytes.length > MOST_BYTES_OF_A_FILE) {
        throw new IllegalArgumentException("has more than %d bytes".formatted(MOST_BYTES_OF_A_FILE));
      }
      return bytes;
    }
  }

  private List<byte[]> withThoseOf(byte[] content) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("is not UTF-8");
    }
    List<byte[]> all = new ArrayList<>(digests(
        text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList()));
    if (all.isEmpty()) {
      throw new IllegalArgumentException("has no key");
    }
    all.addAll(fixed);
    return all;
  }

  private static List<byte[]> digests(Collection<String> keys) {
    if (keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException("has %d keys, expected at most %d".formatted(keys.size(), MOST_KEYS));
    }
    int number = 0;
    List<byte[]> digests = new ArrayList<>();
    for (String key : keys) {
      number++;
      if (!USABLE.matcher(key).matches()) {
        throw new IllegalArgumentException(
            "has, as number %d, a key of %d characters, expected 16 to 256 of ASCII without spaces"
                .formatted(number, key.length()));
      }
      digests.add(digest(key));
    }
    return digests;
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Watches no more. */
  @Override
  public synchronized void close() {
    if (watching != null) {
      watching.shutdownNow();
      watching = null;
    }
  }
}
