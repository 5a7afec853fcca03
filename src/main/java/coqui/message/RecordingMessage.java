package coqui.message;

import coqui.audio.AudioEncoder;
import coqui.audio.AudioEncoding;
import coqui.pipeline.AnswerEncoding;
import coqui.pipeline.FinishedSpeech;
import coqui.pipeline.RequestLife;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes a message of a recording, for routes of your own.
 * Reads the body, a {@link FinishedSpeech}, and the encoding; leaves the bytes of the file, and its media type as the
 * header {@code Content-Type}.
 */
public final class RecordingMessage implements Processor {

  private final AudioEncoder encoder;

  public RecordingMessage(AudioEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    FinishedSpeech speech = exchange.getMessage().getMandatoryBody(FinishedSpeech.class);
    AudioEncoding encoding = AnswerEncoding.of(exchange);
    byte[] file = RequestLife.of(exchange).interrupting(() -> encoder.encode(speech.wav(), encoding));
    exchange.getMessage().setBody(file);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, encoding.format().mediaType());
  }
}
