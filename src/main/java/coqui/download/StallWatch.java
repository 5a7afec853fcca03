package coqui.download;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends a transfer that no longer brings enough: the stream is closed beneath its reader, whose read then fails.
 *
 * <p><b>Why a thread.</b> A read of {@link java.net.http.HttpClient}'s stream blocks without a time limit, and the
 * request's own limit ends with the head of the answer. One watch a transfer; its thread ends with it.
 */
final class StallWatch implements AutoCloseable {

  private final InputStream body;
  private final DownloadLimits limits;
  private final AtomicLong received = new AtomicLong();   // since the watch looked last
  private final ScheduledExecutorService clock;
  private volatile boolean stalled;

  StallWatch(InputStream body, DownloadLimits limits) {
    this.body = body;
    this.limits = limits;
    this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
      Thread thread = new Thread(task, "download-watch");
      thread.setDaemon(true);
      return thread;
    });
    long window = limits.stallLimit().toNanos();
    clock.scheduleAtFixedRate(this::look, window, window, TimeUnit.NANOSECONDS);
  }

  /** The reader got something. */
  void received(int bytes) {
    received.addAndGet(bytes);
  }

  /** Whether the stream was closed because it brought too little. */
  boolean stalled() {
    return stalled;
  }

  private void look() {
    if (received.getAndSet(0) < limits.leastBytes()) {
      stalled = true;
      try {
        body.close();
      } catch (IOException e) {
        // it brings nothing more in any case
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
