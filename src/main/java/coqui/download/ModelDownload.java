package coqui.download;

import coqui.checkpoint.AtomicFile;
import coqui.checkpoint.CheckpointFolder;
import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings a checkpoint into a folder: what is missing is fetched, and nothing that is there is replaced.
 *
 * <p><b>Killed at any moment</b>, it leaves a folder that the next run goes on with; the layout is in the package's
 * description. A file has its final name when all that were missing are whole and verified: by their hashes where
 * these are known, else by opening them together as a checkpoint. {@code model.pth} comes last.
 *
 * <p><b>Two at once.</b> A lock on the folder refuses the second one, in this process or another.
 *
 * <p>One thread.
 */
public final class ModelDownload {

  private final ModelSource source;
  private final Path directory;
  private final DownloadLimits limits;
  private final RemoteFolder server;
  private final Pause pause;
  private final FreeSpace space;

  /** @param directory is made if need be */
  public ModelDownload(ModelSource source, Path directory, DownloadLimits limits) {
    this(source, directory, limits, HttpClient.newBuilder(),
        duration -> Thread.sleep(duration.toMillis()),
        folder -> Files.getFileStore(folder).getUsableSpace());
  }

  ModelDownload(
      ModelSource source, Path directory, DownloadLimits limits, HttpClient.Builder client, Pause pause,
      FreeSpace space) {
    this.source = source;
    this.directory = directory.toAbsolutePath();
    this.limits = limits;
    this.server = new RemoteFolder(source, client, limits);
    this.pause = pause;
    this.space = space;
  }

  /**
   * Returns when the folder holds the whole checkpoint.
   *
   * @return how many files were missing
   * @throws DownloadException if it cannot be had; the message says why, and what to do
   */
  public int run(DownloadProgress progress) throws DownloadException, InterruptedException {
    try {
      if (!Files.isDirectory(directory)) {   // which a link to a folder is, too
        Files.createDirectories(directory);
      }
      boolean unfinished = Files.exists(onTheWay()) || Files.exists(fetched());
      if (!unfinished && missing().isEmpty()) {
        source.files().forEach(file -> progress.kept(file.name()));   // without a lock: the folder may be read-only
        return 0;
      }
      FolderLock lock = FolderLock.of(directory);
      try {
        return bring(progress);
      } finally {
        lock.close();
      }
    } catch (DownloadException told) {
      throw told;
    } catch (FileSystemException e) {
      throw new DownloadException("%s cannot be read or written: %s".formatted(e.getFile(), reason(e)), e);
    } catch (IOException e) {
      throw new DownloadException("%s cannot be read or written: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    }
    return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
  }

  private Path onTheWay() {
    return directory.resolve(".download");
  }

  private Path fetched() {
    return directory.resolve(".downloaded");
  }

  private int bring(DownloadProgress progress) throws IOException, InterruptedException {
    handOver();   // what an earlier run had fetched before it was killed
    List<RemoteFile> missing = missing();
    source.files().stream().filter(file -> !missing.contains(file)).forEach(file -> progress.kept(file.name()));
    if (!missing.isEmpty()) {
      prepare();
      fetch(missing, progress);
      checkTogether();
      AtomicFile.rename(onTheWay(), fetched());
      handOver();
    }
    delete(onTheWay());
    return missing.size();
  }

  /**
   * Files that the folder lacks.
   *
   * @throws DownloadException if it has one that is of another checkpoint
   */
  private List<RemoteFile> missing() throws IOException {
    List<RemoteFile> missing = new ArrayList<>();
    for (RemoteFile file : source.files()) {
      Path there = directory.resolve(file.name());
      if (Files.notExists(there)) {
        missing.add(file);
        continue;
      }
      Optional<String> problem = file.problem(there);
      if (problem.isPresent()) {
        throw new DownloadException("%s is another file than the one to be fetched: %s. Move it away, or name another"
            .formatted(there, problem.get()) + " folder; nothing was changed");
      }
    }
    if (!source.isKnown() && missing.isEmpty()) {
      check(directory, "the folder has all files, but they are no checkpoint: move them away, or name another folder");
    }
    if (!source.isKnown() && !missing.isEmpty() && missing.size() < source.files().size()) {
      throw new DownloadException("%s has some files of a checkpoint and lacks %s; nobody can tell whether those to be"
          .formatted(directory, missing.stream().map(RemoteFile::name).collect(Collectors.joining(", ")))
          + " fetched would fit them. Move them away, or name another folder; nothing was changed");
    }
    return missing;
  }

  /** What is on the way of another checkpoint is of no use. */
  private void prepare() throws IOException {
    Path checkpoint = onTheWay().resolve("checkpoint");
    if (Files.exists(onTheWay())
        && !(Files.exists(checkpoint) && Files.readString(checkpoint).equals(source.checkpoint()))) {
      delete(onTheWay());
    }
    Files.createDirectories(onTheWay());
    AtomicFile.write(checkpoint, source.checkpoint().getBytes(StandardCharsets.UTF_8));
  }

  private void fetch(List<RemoteFile> missing, DownloadProgress progress) throws IOException, InterruptedException {
    List<FileFetch> fetches = new ArrayList<>();
    long bytes = 0;
    for (RemoteFile file : missing) {
      if (Files.exists(onTheWay().resolve(file.name()))) {
        progress.kept(file.name());
        continue;
      }
      FileFetch fetch = new FileFetch(file, onTheWay(), server, limits, space);
      bytes += file.published().map(RemoteFile.Content::bytes).orElse(0L) - fetch.bytesDone();
      fetches.add(fetch);
    }
    space.require(directory, bytes);
    for (FileFetch fetch : fetches) {
      fetch.run(progress, pause);
    }
  }

  /** Files of known hashes fit together; others must prove it. */
  private void checkTogether() throws IOException {
    if (source.isKnown()) {
      return;
    }
    try {
      check(onTheWay(), "what was fetched is no checkpoint of XTTS and was not kept");
    } catch (DownloadException e) {
      delete(onTheWay());
      throw e;
    }
  }

  private static void check(Path folder, String told) throws DownloadException {
    try {
      CheckpointFolder checkpoint = CheckpointFolder.open(folder);
      checkpoint.voices();
      checkpoint.stateDict().close();
    } catch (ModelLoadException e) {
      throw new DownloadException(told + " (" + e.getMessage() + ")", e);
    }
  }

  /** Gives what was fetched and verified its final names, {@code model.pth} last. */
  private void handOver() throws IOException {
    if (Files.notExists(fetched())) {
      return;
    }
    for (RemoteFile file : source.files()) {
      Path whole = fetched().resolve(file.name());
      Path there = directory.resolve(file.name());
      if (Files.exists(whole) && Files.notExists(there)) {
        AtomicFile.rename(whole, there);
      }
    }
    delete(fetched());
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
