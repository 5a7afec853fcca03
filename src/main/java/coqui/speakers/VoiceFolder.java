package coqui.speakers;

import coqui.checkpoint.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the saved voices, one folder in it each; the layout is that of the package's description.
 *
 * <p>Holds no state and no open file between calls. Any thread, and any number of processes: a voice's folder is made
 * ready under another name and then renamed, which a folder that is there already refuses; so a voice is there wholly
 * or not at all, and of two of the same name one is. It is taken away by renaming it, too. What killed processes leave
 * is swept away by a later {@link #add}.
 */
final class VoiceFolder {

  /** Nobody writes a voice for that long. */
  static final Duration ABANDONED = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(VoiceFolder.class);

  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
  private static final String VOICE = "voice";
  private static final String RECORDING = "recording-";
  private static final String UNFINISHED = ".partial";
  private static final String DELETED = ".deleted";

  private final Path path;

  /**
   * How a voice's file was found; what differs in this was written at another time.
   *
   * @param file the file system's own mark of it, if it has any
   */
  record Stamp(long bytes, FileTime modified, Object file) {}

  VoiceFolder(Path path) {
    this.path = path.toAbsolutePath();
  }

  /** The folder of a voice, for messages. */
  Path of(String key) {
    return path.resolve(key);
  }

  /** When something was last added or taken away; empty while there is no folder. */
  Optional<FileTime> modified() throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(path));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** The keys of all voices that are there, whatever their folders hold. */
  List<String> keys() throws IOException {
    List<String> keys = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (KEY.matcher(name).matches()) {
          keys.add(name);
        }
      }
    } catch (NoSuchFileException none) {
      // nothing was saved yet
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return keys;
  }

  /** Whether the name is taken, be it by something that is no voice. */
  boolean has(String key) {
    return Files.exists(of(key), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * How the voice's file is now.
   *
   * @return empty if there is nothing of that key
   * @throws DamagedVoiceException if what is there is no folder with such a file
   */
  Optional<Stamp> stamp(String key) throws IOException {
    BasicFileAttributes folder;
    try {
      folder = attributes(of(key));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    if (!folder.isDirectory()) {
      throw new DamagedVoiceException("is no folder");
    }
    BasicFileAttributes file;
    try {
      file = attributes(of(key).resolve(VOICE));
    } catch (NoSuchFileException missing) {
      if (!has(key)) {
        return Optional.empty();   // deleted meanwhile
      }
      throw new DamagedVoiceException("has no file " + VOICE, missing);
    }
    if (!file.isRegularFile()) {
      throw new DamagedVoiceException("has something as %s that is no file".formatted(VOICE));
    }
    if (file.size() > VoiceFile.MAX_BYTES) {
      throw new DamagedVoiceException("has %d bytes, expected at most %d".formatted(file.size(), VoiceFile.MAX_BYTES));
    }
    return Optional.of(new Stamp(file.size(), file.lastModifiedTime(), file.fileKey()));
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads a voice.
   *
   * @throws NoSuchFileException if it was deleted
   * @throws DamagedVoiceException if it is no voice, or one whose name has another key
   */
  VoiceFile read(String key) throws IOException {
    VoiceFile voice;
    try (InputStream in = Files.newInputStream(of(key).resolve(VOICE), LinkOption.NOFOLLOW_LINKS)) {
      voice = VoiceFile.decode(in.readNBytes(VoiceFile.MAX_BYTES));
    }
    if (!voice.name().key().equals(key)) {
      throw new DamagedVoiceException("has a voice of another name");
    }
    return voice;
  }

  /** Bytes of all files of a voice; of those that cannot be looked at, none. */
  long bytes(String key) {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(of(key))) {
      for (Path file : files) {
        bytes += attributes(file).size();
      }
    } catch (IOException | DirectoryIteratorException unreadableOrGone) {
      log.debug("The files of {} cannot be counted", of(key), unreadableOrGone);
    }
    return bytes;
  }

  /**
   * Puts a voice there, as a whole.
   *
   * @param recordings to keep with it, perhaps none
   * @return whether it is there; false if the key is taken
   * @throws IOException if it cannot be written; nothing is left of it then
   */
  boolean add(String key, VoiceFile voice, List<byte[]> recordings) throws IOException {
    Files.createDirectories(path);
    sweep();
    Path partial = path.resolve("." + UUID.randomUUID() + UNFINISHED);
    try {
      Files.createDirectory(partial);
      AtomicFile.write(partial.resolve(VOICE), voice.encode());
      for (int i = 0; i < recordings.size(); i++) {
        AtomicFile.write(partial.resolve(RECORDING + (i + 1)), recordings.get(i));
      }
      return renamed(partial, key);
    } finally {
      delete(partial);
    }
  }

  private boolean renamed(Path partial, String key) throws IOException {
    try {
      AtomicFile.rename(partial, of(key));
      return true;
    } catch (FileSystemException e) {   // systems differ in what they call a folder that is not empty
      if (has(key)) {
        return false;
      }
      throw e;
    }
  }

  /** Takes a voice away; false if there was none. */
  boolean remove(String key) throws IOException {
    Path deleted = path.resolve("." + UUID.randomUUID() + DELETED);
    try {
      Files.move(of(key), deleted, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException none) {
      return false;
    }
    delete(deleted);
    return true;
  }

  /** Deletes what killed processes left. */
  private void sweep() throws IOException {
    Instant abandoned = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(path, ".*{" + UNFINISHED + "," + DELETED + "}")) {
      for (Path entry : left) {
        if (entry.toString().endsWith(DELETED) || attributes(entry).lastModifiedTime().toInstant().isBefore(abandoned)) {
          delete(entry);
        }
      }
    } catch (NoSuchFileException goneMeanwhile) {
      // another process sweeps too
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Whatever it is, without following links; what cannot be deleted now is swept away later. */
  private static void delete(Path entry) {
    if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(entry, new SimpleFileVisitor<>() {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
          Files.deleteIfExists(file);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
          if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;   // another process sweeps too
          }
          throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
          Files.deleteIfExists(folder);
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException e) {
      log.warn("{} cannot be deleted ({}); another attempt is made when a voice is saved", entry, e.toString());
    }
  }
}
