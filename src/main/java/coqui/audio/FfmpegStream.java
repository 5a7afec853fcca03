package coqui.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sound on its way through ffmpeg.
 *
 * <p><b>Threads.</b> Two beside the owner's, since neither pipe can be interrupted: one feeds ffmpeg what the owner
 * adds, and the owner waits for it; one reads what ffmpeg writes and gives it to the sink. So neither pipe waits for
 * the other.
 * <p><b>Full.</b> While the sink waits, ffmpeg's output fills its pipe, then its input does, and the owner waits.
 * <p><b>Hung.</b> An ffmpeg that for the limit neither takes what it is given nor gives anything, while nothing but
 * ffmpeg is waited for, counts as hung.
 * <p><b>Ends.</b> {@link #close} kills the process, which ends both pipes, and interrupts the sink. A sink that throws
 * ends the process too, and the owner hears of that.
 */
final class FfmpegStream implements EncodingStream {

  private static final int PIECE_BYTES = 16 << 10;

  private final AudioEncoder encoder;
  private final FfmpegProcess process;
  private final AudioFormat format;
  private final Duration limit;
  private final Sink sink;
  private final Runnable whenClosed;
  private final ExecutorService threads = Executors.newCachedThreadPool(FfmpegStream::daemon);
  private final CompletableFuture<Void> reading;
  private final AtomicBoolean closed = new AtomicBoolean();

  private volatile boolean sinkIsWaitedFor;   // set by the reader
  private volatile long ffmpegIsWaitedForSince = System.nanoTime();   // set by the reader, and by the owner

  /**
   * @param encoder is told where this fails
   * @param limit how long ffmpeg may do nothing
   * @param whenClosed called once
   */
  FfmpegStream(AudioEncoder encoder, FfmpegProcess process, AudioFormat format, Duration limit, Sink sink,
      Runnable whenClosed) {
    this.encoder = encoder;
    this.process = process;
    this.format = format;
    this.limit = limit;
    this.sink = sink;
    this.whenClosed = whenClosed;
    reading = CompletableFuture.runAsync(this::read, threads);
  }

  @Override
  public void add(float[] samples) throws InterruptedException {
    byte[] pcm = WavFile.pcm(samples);
    feed(input -> {
      input.write(pcm);
      input.flush();
    });
  }

  @Override
  public void finish() throws InterruptedException {
    feed(OutputStream::close);
    try {
      await(reading);
      process.awaitEnd(limit).requireSuccess();
    } catch (ExecutionException | IOException e) {
      throw failure(e);
    } catch (TimeoutException e) {
      throw encoder.tooSlow(format, limit, e);
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    process.close();
    threads.shutdownNow();
    try {
      reading.join();
    } catch (RuntimeException broken) {
      // its owner heard of it, or was not interested any more
    }
    whenClosed.run();
  }

  @FunctionalInterface
  private interface Feed {

    void to(OutputStream input) throws IOException;
  }

  private void feed(Feed what) throws InterruptedException {
    ffmpegIsWaitedForSince = System.nanoTime();
    CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> {
      try {
        what.to(process.input());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }, threads);
    try {
      await(fed);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private void await(CompletableFuture<Void> done) throws InterruptedException, ExecutionException {
    while (true) {
      long patience = sinkIsWaitedFor
          ? limit.toNanos()
          : ffmpegIsWaitedForSince + limit.toNanos() - System.nanoTime();
      try {
        done.get(patience, TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException e) {
        if (patience <= 0) {
          throw encoder.tooSlow(format, limit, e);
        }
      }
    }
  }

  /** Why ffmpeg takes or gives nothing any more: the sink's reason, if it had one. */
  private RuntimeException failure(Exception seen) throws InterruptedException {
    try {
      await(reading);
      process.awaitEnd(limit).requireSuccess();
      return encoder.failed(format, seen);
    } catch (ExecutionException broken) {
      return broken.getCause() instanceof RuntimeException reason && !(reason instanceof UncheckedIOException)
          ? reason
          : encoder.failed(format, broken);
    } catch (IOException | TimeoutException why) {
      return encoder.failed(format, why);
    }
  }

  private void read() {
    byte[] piece = new byte[PIECE_BYTES];
    try (InputStream output = process.output()) {
      for (int length = output.read(piece); length >= 0; length = output.read(piece)) {
        sinkIsWaitedFor = true;
        sink.write(Arrays.copyOf(piece, length));
        ffmpegIsWaitedForSince = System.nanoTime();
        sinkIsWaitedFor = false;
      }
    } catch (IOException e) {
      process.kill();
      throw new UncheckedIOException(e);
    } catch (InterruptedException closing) {
      throw new CancellationException();
    } catch (RuntimeException | Error e) {
      process.kill();   // else it would wait for somebody to read on, and the owner for it
      throw e;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "ffmpeg-pipe");
    thread.setDaemon(true);
    return thread;
  }
}
