package coqui.download;

import coqui.download.PartialFile.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches one file: goes on where an earlier attempt ended, as long as attempts bring it further, and verifies it.
 *
 * <p><b>Ends.</b> Attempts are counted until they bring the file {@link #FRUITFUL_BYTES} beyond the point where
 * counting began, which never moves back, and a transfer slower than {@link DownloadLimits#LEAST_BYTES_A_SECOND} is
 * broken off; so a file is whole, or given up, in bounded time. One thread.
 */
final class FileFetch {

  private static final long FRUITFUL_BYTES = 1 << 20;
  private static final int BUFFER_BYTES = 1 << 18;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final String GO_ON = "What is there of the file stays: run the command again to go on";

  private final RemoteFile file;
  private final String url;   // before any redirect
  private final PartialFile partial;
  private final RemoteFolder server;
  private final DownloadLimits limits;
  private final FreeSpace space;
  private final Path folder;
  private boolean joined = true;   // whether the bytes come from several answers, as those of an earlier run may

  /** @param folder that the file gets into */
  FileFetch(RemoteFile file, Path folder, RemoteFolder server, DownloadLimits limits, FreeSpace space) {
    this.file = file;
    this.url = server.urlOf(file).toString();
    this.folder = folder;
    this.partial = new PartialFile(folder.resolve(file.name()));
    this.server = server;
    this.limits = limits;
    this.space = space;
  }

  /** What is there already. */
  long bytesDone() throws IOException {
    return partial.size();
  }

  /**
   * Returns when the file is whole, verified as far as anything is known of it, and safe on the disk.
   *
   * @throws DownloadException if it is given up; what is there of it stays for the next run, unless it is wrong
   */
  void run(DownloadProgress progress, Pause pause) throws IOException, InterruptedException {
    long mark = partial.size();
    int failed = 0;
    while (true) {
      try {
        if (!isAllThere()) {
          attempt(progress);
        }
        verify();
        partial.finish();
        return;
      } catch (TransientFailure failure) {
        if (failure.isFromTheStart()) {
          partial.discard();
        }
        boolean further = partial.size() >= mark + FRUITFUL_BYTES;
        mark = further ? partial.size() : mark;
        failed = further ? 1 : failed + 1;
        if (failed >= limits.attempts()) {
          throw new DownloadException("%s; given up after %d attempts (coqui.download.attempts). %s".formatted(
              failure.getMessage(), failed, GO_ON), failure);
        }
        Duration wait = pauseAfter(failed, failure);
        progress.waits(file.name(), failure.getMessage(), wait);
        pause.pause(wait);
      }
    }
  }

  private static Duration pauseAfter(int failed, TransientFailure failure) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failed - 1, 10));
    Duration usual = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    return usual.compareTo(failure.atLeast()) < 0 ? failure.atLeast() : usual;
  }

  /** As where the program was killed between the last byte and the name. */
  private boolean isAllThere() throws IOException {
    Optional<Origin> origin = partial.origin();
    return origin.isPresent() && partial.size() == origin.get().totalBytes();
  }

  private void attempt(DownloadProgress progress) throws IOException, InterruptedException {
    Optional<Origin> origin = partial.origin();
    Optional<String> version = origin.filter(from -> from.url().equals(url)).flatMap(Origin::version);
    // Where neither a version nor a hash would tell, two halves may be of different files.
    boolean canGoOn = origin.isPresent() && (version.isPresent() || file.published().isPresent());
    long first = canGoOn && partial.size() < origin.get().totalBytes() ? partial.size() : 0;
    try (Answer answer = server.get(file, first, version)) {
      long total = totalOf(answer);
      joined = answer.first() > 0;
      if (joined) {
        checkThatItFits(answer, total, first, origin.get(), version);
      } else {
        partial.restart(new Origin(url, answer.version(), total));
      }
      space.require(folder, total - answer.first());
      append(answer.body(), answer.first(), total, progress);
    }
  }

  private long totalOf(Answer answer) throws DownloadException {
    if (file.published().isPresent()) {
      long expected = file.published().get().bytes();
      if (answer.totalBytes().orElse(expected) != expected) {
        throw new DownloadException("%s: the server says the file has %,d bytes, expected %,d: this is another file"
            .formatted(url, answer.totalBytes().getAsLong(), expected));
      }
      return expected;
    }
    long total = answer.totalBytes().orElse(-1);
    if (total < 0) {
      throw new DownloadException(url + ": the server does not say how long the file is");
    }
    if (total > file.mostBytes()) {
      throw new DownloadException("%s: the server says the file has %,d bytes, the limit is %,d"
          .formatted(url, total, file.mostBytes()));
    }
    return total;
  }

  private void checkThatItFits(Answer answer, long total, long first, Origin origin, Optional<String> version)
      throws TransientFailure {
    boolean otherVersion = version.isPresent() && answer.version().isPresent() && !version.equals(answer.version());
    if (answer.first() != first || total != origin.totalBytes() || otherVersion) {
      throw TransientFailure.fromTheStart(url + ": the file has changed, the rest does not fit what is there");
    }
  }

  private void append(InputStream body, long first, long total, DownloadProgress progress) throws IOException {
    long done = first;
    byte[] buffer = new byte[BUFFER_BYTES];
    progress.update(file.name(), done, total);
    try (FileChannel out = partial.append(); StallWatch watch = new StallWatch(body, limits)) {
      for (int read = read(body, buffer, watch); read >= 0; read = read(body, buffer, watch)) {
        if (read > total - done) {
          throw new DownloadException("%s: the server sends more than the %,d bytes that the file has"
              .formatted(url, total));
        }
        watch.received(read);
        write(out, ByteBuffer.wrap(buffer, 0, read));
        done += read;
        progress.update(file.name(), done, total);
      }
    }
    if (done < total) {
      throw TransientFailure.of("%s: the transfer ended after %,d of %,d bytes".formatted(url, done, total), null);
    }
  }

  private int read(InputStream body, byte[] buffer, StallWatch watch) throws TransientFailure {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      String problem = watch.stalled()
          ? "the transfer stalled: fewer than %,d bytes came in %s s (coqui.download.stall-limit)".formatted(
              limits.leastBytes(), limits.stallLimit().toMillis() / 1e3)
          : "the transfer broke off: " + e.getMessage();
      throw TransientFailure.of(url + ": " + problem, e);
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws DownloadException {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new DownloadException("what was fetched cannot be written: %s. %s".formatted(e.getMessage(), GO_ON), e);
    }
  }

  private void verify() throws IOException {
    Optional<String> problem = file.problem(partial.path());
    if (problem.isPresent()) {
      String told = "%s: %s is not as published: %s".formatted(url, file.name(), problem.get());
      if (joined) {
        throw TransientFailure.fromTheStart(told);   // perhaps halves of two files: once more, in one piece
      }
      partial.discard();
      throw new DownloadException(told + "; it was not kept");
    }
  }
}
