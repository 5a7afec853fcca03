package coqui.http.tts;

import coqui.batch.ZipSink;
import coqui.pipeline.RequestLife;
import coqui.speech.ClientLeftException;
import coqui.speech.SpeechException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An answer that is a zip and sent while it is made, in HTTP's chunks. Nothing goes out before the first file is there.
 *
 * <p><b>Full.</b> What is written is sent piece by piece, each when the operating system has taken the one before; a
 * client that takes no piece for the stall limit counts as gone.
 * <p><b>Threads.</b> Any, one at a time; nothing blocks.
 */
final class ZipAnswer implements ZipSink {

  static final String MEDIA_TYPE = "application/zip";

  private static final int PIECE_BYTES = 1 << 18;

  private final HttpServerResponse response;
  private final HttpConnection connection;
  private final RequestLife life;
  private final Duration stallLimit;
  private CompletableFuture<Void> taken = CompletableFuture.completedFuture(null);   // all before; guarded by this
  private boolean begun;                                                             // guarded by this

  ZipAnswer(HttpServerResponse response, HttpConnection connection, RequestLife life, Duration stallLimit) {
    this.response = response;
    this.connection = connection;
    this.life = life;
    this.stallLimit = stallLimit;
  }

  @Override
  public synchronized CompletableFuture<Void> write(byte[] bytes) {
    if (!begun) {
      begun = true;
      Optional<SpeechException> over = life.ended();
      if (over.isPresent() || response.headWritten()) {   // that is the answer then, though perhaps not yet given
        taken = CompletableFuture.failedFuture(over.orElseGet(ClientLeftException::new));
      } else {
        response.setChunked(true)
            .putHeader("Content-Type", MEDIA_TYPE)
            .putHeader("Content-Disposition", "attachment; filename=\"speech.zip\"");
      }
    }
    Buffer whole = Buffer.buffer(bytes);
    for (int from = 0; from < bytes.length; from += PIECE_BYTES) {
      Buffer piece = whole.slice(from, Math.min(bytes.length, from + PIECE_BYTES));
      taken = taken.thenCompose(before -> sent(response.write(piece)));
    }
    return taken.copy();
  }

  @Override
  public synchronized CompletableFuture<Void> end() {
    taken = taken.thenCompose(before -> sent(response.end()));
    return taken.copy();
  }

  private CompletableFuture<Void> sent(io.vertx.core.Future<Void> written) {
    return written.toCompletionStage().toCompletableFuture()
        .orTimeout(stallLimit.toMillis(), TimeUnit.MILLISECONDS)
        .handle((done, failure) -> {
          if (failure instanceof TimeoutException) {
            connection.close();
            throw new ClientLeftException(stallLimit, ChunkedAnswer.STALL_SETTING);
          }
          if (failure != null) {
            throw new CompletionException(new ClientLeftException());
          }
          return done;
        });
  }
}
