package coqui.batch;

import coqui.audio.AudioEncoder;
import coqui.audio.AudioEncoding;
import coqui.pipeline.AnswerEncoding;
import coqui.pipeline.FinishedSpeech;
import coqui.pipeline.RequestLife;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes the file of an item, in the format that it asks for.
 * Reads the body, a {@link FinishedSpeech}, the {@link BatchItem} and the {@link AnswerEncoding}; leaves an
 * {@link ItemResult}. The end of the request interrupts the encoder.
 */
public final class ItemSound implements Processor {

  private final AudioEncoder encoder;

  public ItemSound(AudioEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    FinishedSpeech speech = exchange.getMessage().getBody(FinishedSpeech.class);
    BatchItem item = BatchItem.of(exchange);
    AudioEncoding encoding = AnswerEncoding.of(exchange);
    byte[] file = RequestLife.of(exchange).interrupting(() -> encoder.encode(speech.wav(), encoding));
    exchange.getMessage().setBody(ItemResult.spoken(item, speech, encoding, file));
  }
}
