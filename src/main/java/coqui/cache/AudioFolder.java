package coqui.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recordings as files; the layout is that of the package's description.
 *
 * <p><b>Trust.</b> Other programs, other versions and full disks have been at the folder before us: a file counts only
 * if its digest and its key are right, else it is deleted, with a warning. So nothing is forced to the disk either:
 * what a crash leaves unfinished is found out like any other damage.
 *
 * <p><b>Threads</b> and processes: any number. A file is written beside its place and renamed, so it is there wholly or
 * not at all; what a killed process leaves is swept away by a later {@link #keep}.
 *
 * <p><b>Full.</b> After each new file the ones used longest ago make room; the time of a file's last use is its
 * modification time. Where nothing can be written, recordings are served without being kept: one warning until it works
 * again.
 */
final class AudioFolder {

  static final String SUFFIX = ".audio";
  static final String PARTIAL = ".partial";

  /** Nobody writes a single file for that long. */
  static final Duration PARTIAL_FOR_GOOD = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(AudioFolder.class);

  private static final byte[] MAGIC = "COQUIAU1".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST_AT = MAGIC.length;
  private static final int KEY_AT = DIGEST_AT + 32;
  private static final int SAMPLE_RATE_AT = KEY_AT + 32;
  private static final int SECONDS_AT = SAMPLE_RATE_AT + Integer.BYTES;
  private static final int WAV_AT = SECONDS_AT + Double.BYTES;

  private final Path folder;
  private final long mostBytes;
  private final InstantSource clock;
  private final AtomicBoolean failing = new AtomicBoolean();

  private record Entry(Path file, long bytes, FileTime lastUsed) {}

  /** @param mostBytes of all files together */
  AudioFolder(Path folder, long mostBytes, InstantSource clock) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  Optional<StoredAudio> find(AudioKey key) {
    Path file = file(key);
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw new DamagedException("is no regular file");
      }
      if (attributes.size() > Math.min(mostBytes, Integer.MAX_VALUE - 8)) {
        throw new DamagedException("has %d bytes, more than any that was kept".formatted(attributes.size()));
      }
      StoredAudio audio = audio(key, bytes(file, (int) attributes.size()));
      touch(file);
      return Optional.of(audio);
    } catch (NoSuchFileException notKept) {
      return Optional.empty();
    } catch (DamagedException damaged) {
      log.warn("{} {}; it is deleted, and its recording made again", file, damaged.getMessage());
      delete(file);
      return Optional.empty();
    } catch (IOException e) {
      warnOnce(e);
      return Optional.empty();
    }
  }

  void keep(AudioKey key, StoredAudio audio) {
    if (WAV_AT + (long) audio.wav().length > mostBytes) {
      return;
    }
    Path file = file(key);
    Path partial = file.resolveSibling(key.digits() + "." + UUID.randomUUID() + PARTIAL);
    try {
      Files.createDirectories(folder);
      try {
        write(partial, content(key, audio));
        Files.setLastModifiedTime(partial, FileTime.from(clock.instant()));
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
      sweep();
      failing.set(false);
    } catch (IOException | DirectoryIteratorException e) {
      warnOnce(e);
    }
  }

  private Path file(AudioKey key) {
    return folder.resolve(key.digits() + SUFFIX);
  }

  private void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    } catch (IOException e) {
      log.debug("The use of {} cannot be noted", file, e);   // as in a folder that may only be read
    }
  }

  private static byte[] bytes(Path file, int size) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(size);
    }
  }

  private static StoredAudio audio(AudioKey key, byte[] content) throws DamagedException {
    ByteBuffer file = ByteBuffer.wrap(content);
    if (content.length <= WAV_AT || !file.slice(0, DIGEST_AT).equals(ByteBuffer.wrap(MAGIC))) {
      throw new DamagedException("is not what this program writes");
    }
    if (!file.slice(DIGEST_AT, KEY_AT - DIGEST_AT).equals(ByteBuffer.wrap(digest(content)))) {
      throw new DamagedException("is damaged");
    }
    if (!file.slice(KEY_AT, SAMPLE_RATE_AT - KEY_AT).equals(ByteBuffer.wrap(key.bytes()))) {
      throw new DamagedException("holds another recording");
    }
    byte[] wav = new byte[content.length - WAV_AT];
    file.get(WAV_AT, wav);
    return new StoredAudio(wav, file.getInt(SAMPLE_RATE_AT), file.getDouble(SECONDS_AT));
  }

  private static byte[] content(AudioKey key, StoredAudio audio) {
    ByteBuffer file = ByteBuffer.allocate(WAV_AT + audio.wav().length);
    file.put(MAGIC).position(KEY_AT);
    file.put(key.bytes()).putInt(audio.sampleRate()).putDouble(audio.seconds()).put(audio.wav());
    file.put(DIGEST_AT, digest(file.array()));
    return file.array();
  }

  private static byte[] digest(byte[] content) {
    MessageDigest digest = AudioKey.sha256();
    digest.update(content, KEY_AT, content.length - KEY_AT);
    return digest.digest();
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
    }
  }

  /** One thread at a time; what another process deletes meanwhile is gone, which is as well. */
  private synchronized void sweep() throws IOException {
    List<Entry> entries = new ArrayList<>();
    Instant abandoned = clock.instant().minus(PARTIAL_FOR_GOOD);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*{" + SUFFIX + "," + PARTIAL + "}")) {
      for (Path file : files) {
        entry(file).ifPresent(entry -> {
          if (file.getFileName().toString().endsWith(SUFFIX)) {
            entries.add(entry);
          } else if (entry.lastUsed().toInstant().isBefore(abandoned)) {
            delete(file);
          }
        });
      }
    }
    entries.sort(Comparator.comparing(Entry::lastUsed));
    long bytes = entries.stream().mapToLong(Entry::bytes).sum();
    for (Entry oldest : entries) {
      if (bytes <= mostBytes) {
        return;
      }
      delete(oldest.file());
      bytes -= oldest.bytes();
    }
  }

  private static Optional<Entry> entry(Path file) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(new Entry(file, found.size(), found.lastModifiedTime()));
    } catch (IOException goneMeanwhile) {
      return Optional.empty();
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      warnOnce(e);
    }
  }

  private void warnOnce(Exception e) {
    if (!failing.getAndSet(true)) {
      log.warn("{} cannot be used as it should ({}); recordings are made again instead", folder, e.toString());
    }
  }

  /** The file is not what is to be found there. */
  private static final class DamagedException extends IOException {

    DamagedException(String problem) {
      super(problem);
    }
  }
}
