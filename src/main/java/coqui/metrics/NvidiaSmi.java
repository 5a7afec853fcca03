package coqui.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks NVIDIA's own tool about the GPUs, in a process of its own: a driver that hangs, as they do, hangs that and not
 * us. Nothing that it prints is believed unseen ({@link Gpu#parse}).
 *
 * <p><b>Threads.</b> One asks at a time, and waits. A daemon thread reads the output, because a read from a process can
 * neither be interrupted nor timed. <b>Ends.</b> The process and what it may have started are killed when the answer is
 * there, or its time over.
 */
final class NvidiaSmi {

  private static final int MOST_BYTES = 16 << 10;

  private final String program;
  private final Duration limit;

  /**
   * @param program its name or path
   * @param limit of one run
   */
  NvidiaSmi(String program, Duration limit) {
    this.program = program;
    this.limit = limit;
  }

  /** There is no such program: that will not change while we run. */
  static final class AbsentException extends Exception {

    private AbsentException(IOException cause) {
      super(cause.getMessage(), cause, false, false);
    }
  }

  /**
   * The GPUs as they are now.
   *
   * @throws AbsentException if there is no such program
   * @throws IOException if it fails, takes longer than it may, or says what it should not
   */
  List<Gpu> gpus() throws AbsentException, IOException, InterruptedException {
    Process process = start();
    try {
      long deadline = System.nanoTime() + limit.toNanos();
      byte[] printed = get(printed(process), deadline);
      if (printed.length > MOST_BYTES) {
        throw new IOException("it prints more than %d bytes".formatted(MOST_BYTES));
      }
      int status = get(process.onExit(), deadline).exitValue();
      if (status != 0) {
        throw new IOException("it ended with %d".formatted(status));
      }
      return Gpu.parse(new String(printed, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException garbage) {
      throw new IOException(garbage.getMessage(), garbage);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start() throws AbsentException {
    try {
      return new ProcessBuilder(program, "--query-gpu=" + Gpu.FIELDS, "--format=csv,noheader,nounits")
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException notThere) {
      throw new AbsentException(notThere);
    }
  }

  private static CompletableFuture<byte[]> printed(Process process) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return process.getInputStream().readNBytes(MOST_BYTES + 1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }, task -> {
      Thread thread = new Thread(task, "nvidia-smi-output");
      thread.setDaemon(true);
      thread.start();
    });
  }

  private <T> T get(CompletableFuture<T> future, long deadline) throws IOException, InterruptedException {
    try {
      return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("it takes longer than %d ms".formatted(limit.toMillis()), e);
    } catch (ExecutionException e) {
      throw new IOException("its output cannot be read", e.getCause());
    }
  }
}
