package coqui.http.tts;

import coqui.audio.AudioEncoder;
import coqui.audio.AudioEncoding;
import coqui.audio.EncodingStream;
import coqui.pipeline.SpeechStream;
import coqui.pipeline.SpeechUsage;
import coqui.speech.ClientLeftException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;

/**
 * An answer that is sent while it is spoken, in HTTP's chunks. Nothing goes out before the first encoded bytes are
 * there, so that what fails before is an error as every other.
 *
 * <p><b>Full.</b> {@link #send} waits while the operating system does not take what was encoded before; a client that
 * takes nothing for the stall limit counts as gone.
 * <p><b>Threads.</b> Any but the event loop, one at a time; the encoder writes on one of its own.
 */
final class ChunkedAnswer implements SpeechStream {

  static final String STALL_SETTING = "coqui.server.stall-limit";

  private final HttpServerResponse response;
  private final HttpConnection connection;
  private final AudioEncoder encoder;
  private final AudioEncoding encoding;
  private final AudioFraming framing;
  private final Duration stallLimit;
  private Map<String, String> headers;   // null until it begins
  private EncodingStream encoded;        // null until it begins

  ChunkedAnswer(HttpServerResponse response, HttpConnection connection, AudioEncoder encoder, AudioEncoding encoding,
      AudioFraming framing, Duration stallLimit) {
    this.response = response;
    this.connection = connection;
    this.encoder = encoder;
    this.encoding = encoding;
    this.framing = framing;
    this.stallLimit = stallLimit;
  }

  @Override
  public void begin(Exchange exchange, int sampleRate, List<String> speakers) throws InterruptedException {
    headers = AudioResponse.headers(exchange, encoding.sampleRate(sampleRate), speakers);
    encoded = encoder.stream(encoding, sampleRate, this::write);
  }

  @Override
  public void send(float[] samples) throws InterruptedException {
    encoded.add(samples);
  }

  @Override
  public void end(SpeechUsage usage) throws InterruptedException {
    encoded.finish();
    await(response.end(Buffer.buffer(framing.end(usage))));
  }

  @Override
  public void close() {
    if (encoded != null) {
      encoded.close();
    }
  }

  private void write(byte[] bytes) throws InterruptedException {
    if (!response.headWritten()) {
      response.setChunked(true).putHeader("Content-Type", framing.mediaType());
      headers.forEach(response::putHeader);
    }
    await(response.write(Buffer.buffer(framing.piece(bytes))));
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
}
