package coqui.http;

import coqui.audio.WavFile;
import coqui.pipeline.SpeechStream;
import coqui.speech.ClientLeftException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;

/**
 * An answer that is sent while it is spoken, in HTTP's chunks. Nothing goes out before the first samples are there, so
 * that what fails before is an error as every other.
 *
 * <p><b>Full.</b> {@link #send} returns when the operating system has taken all; a client that takes nothing for the
 * stall limit counts as gone.
 * <p><b>Threads.</b> Any but the event loop, one at a time.
 */
final class ChunkedAnswer implements SpeechStream {

  static final String STALL_SETTING = "coqui.server.stall-limit";

  private final HttpServerResponse response;
  private final HttpConnection connection;
  private final AudioFormat format;
  private final Duration stallLimit;

  ChunkedAnswer(HttpServerResponse response, HttpConnection connection, AudioFormat format, Duration stallLimit) {
    this.response = response;
    this.connection = connection;
    this.format = format;
    this.stallLimit = stallLimit;
  }

  @Override
  public void begin(Exchange exchange, int sampleRate, List<String> speakers) {
    response.setChunked(true).putHeader("Content-Type", format.mediaType());
    AudioResponse.headers(exchange, sampleRate, speakers).forEach(response::putHeader);
    if (format == AudioFormat.WAV) {
      response.write(Buffer.buffer(WavFile.openHeader(sampleRate)));
    }
  }

  @Override
  public void send(float[] samples) throws InterruptedException {
    await(response.write(Buffer.buffer(WavFile.pcm(samples))));
  }

  @Override
  public void end() throws InterruptedException {
    await(response.end());
  }

  private void await(Future<Void> written) throws InterruptedException {
    try {
      written.toCompletionStage().toCompletableFuture().get(stallLimit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException closed) {
      throw new ClientLeftException();
    } catch (TimeoutException stalled) {
      connection.close();
      throw new ClientLeftException(stallLimit, STALL_SETTING);
    }
  }

  /**
   * Ends an answer that has begun so that its client sees that something is missing: without its last chunk, with the
   * connection.
   */
  static void abort(HttpServerResponse response, HttpConnection connection) throws InterruptedException {
    try {
      connection.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException alreadyClosed) {
      // then nobody will read the end either
    }
    if (!response.ended()) {
      response.end();   // fails, and tells Camel that there is nothing left to answer
    }
  }
}
