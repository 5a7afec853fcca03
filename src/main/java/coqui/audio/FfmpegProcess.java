package coqui.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One run of ffmpeg, from its standard input to its standard output.
 *
 * <p><b>Its reach.</b> The environment is empty, so that no preset or report file is looked for. One allocation has at
 * most {@value #MOST_ALLOCATED} bytes. What it may read and write is for its arguments to say.
 *
 * <p><b>Threads.</b> One owner, which may be interrupted while it waits. Daemon threads read the outputs, because a
 * read from a process can neither be interrupted nor timed; they end with the process.
 *
 * <p><b>Ends.</b> {@link #close} kills the process and what it may have started, and returns when it is gone.
 */
final class FfmpegProcess implements AutoCloseable {

  private static final int MOST_ALLOCATED = 64 << 20;
  private static final int MOST_COMPLAINTS = 2_000;
  private static final int NOT_RUNNABLE = 126;
  private static final int LIBRARY_MISSING = 127;

  private static final List<String> ALWAYS = List.of(
      "-nostdin", "-hide_banner", "-v", "error", "-max_alloc", Integer.toString(MOST_ALLOCATED));

  /**
   * @param exitCode 0 for success
   * @param output what it wrote, at most one byte more than asked for
   * @param complaints the first lines of its standard error, printable ASCII
   */
  record Outcome(int exitCode, byte[] output, String complaints) {

    /** @throws IOException if it ended otherwise than with success */
    void requireSuccess() throws IOException {
      requireRunnable();
      if (exitCode != 0) {
        throw new IOException("ffmpeg ended with %d: %s".formatted(exitCode, complaints));
      }
    }

    /** @throws IOException if this was no run of ffmpeg at all, since it cannot run here */
    void requireRunnable() throws IOException {
      if (exitCode == NOT_RUNNABLE || exitCode == LIBRARY_MISSING) {
        throw new IOException("ffmpeg does not run on this machine"
            + " (on Debian it needs libxcb1, libxcb-shm0 and libasound2): " + complaints);
      }
    }
  }

  private final Process process;
  private final CompletableFuture<byte[]> complaints;

  /**
   * @param arguments what comes after those that every run has: input, codecs, output
   * @param input a file to be the standard input, which on POSIX may be deleted as soon as this returns; or a pipe
   * @param output a file to be the standard output, or a pipe
   * @throws IOException if {@code executable} cannot be started
   */
  FfmpegProcess(Path executable, List<String> arguments, Redirect input, Redirect output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.addAll(ALWAYS);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input).redirectOutput(output);
    Map<String, String> environment = builder.environment();
    environment.clear();
    // Its libraries find each other beside it, but not libdrm, which lies there too
    environment.put("LD_LIBRARY_PATH", String.valueOf(executable.getParent()));
    process = builder.start();
    complaints = inBackground(() -> allButKeepFirst(process.getErrorStream()));
  }

  /** Where a pipe to its standard input begins. */
  OutputStream input() {
    return process.getOutputStream();
  }

  /** Where a pipe from its standard output ends. */
  InputStream output() {
    return process.getInputStream();
  }

  /**
   * Reads all that ffmpeg writes to a pipe until it has ended, or has written more than {@code mostBytes}.
   *
   * @throws TimeoutException if it takes longer than {@code limit}
   */
  Outcome await(Duration limit, int mostBytes) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + limit.toNanos();
    byte[] written = get(inBackground(() -> firstBytes(process.getInputStream(), mostBytes + 1)), deadline);
    if (written.length > mostBytes) {
      return new Outcome(0, written, "");
    }
    return ended(written, deadline);
  }

  /**
   * Waits until ffmpeg has ended; its output was read or went to a file.
   *
   * @throws TimeoutException if it takes longer than {@code limit}
   */
  Outcome awaitEnd(Duration limit) throws InterruptedException, TimeoutException {
    return ended(new byte[0], System.nanoTime() + limit.toNanos());
  }

  private Outcome ended(byte[] written, long deadline) throws InterruptedException, TimeoutException {
    String explained = printable(get(complaints, deadline));
    int exitCode = get(process.onExit(), deadline).exitValue();
    return new Outcome(exitCode, written, explained);
  }

  @Override
  public void close() {
    kill();
    process.onExit().join();
  }

  /** Does not wait until it is gone. Any thread. */
  void kill() {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> {
      Thread thread = new Thread(task, "ffmpeg-output");
      thread.setDaemon(true);
      thread.start();
    });
  }

  private static <T> T get(CompletableFuture<T> future, long deadline) throws InterruptedException, TimeoutException {
    try {
      return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException("the output of ffmpeg cannot be read", e.getCause()));
    }
  }

  private static byte[] firstBytes(InputStream stream, int most) {
    try {
      return stream.readNBytes(most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] allButKeepFirst(InputStream stream) {
    try {
      byte[] first = stream.readNBytes(MOST_COMPLAINTS);
      stream.transferTo(OutputStream.nullOutputStream());
      return first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String printable(byte[] complaints) {
    String text = new String(complaints, StandardCharsets.ISO_8859_1);
    return text.strip().replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
  }
}
