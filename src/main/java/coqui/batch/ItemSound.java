package coqui.batch;

import coqui.audio.WavFile;
import coqui.pipeline.FinishedSpeech;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes the file of an item.
 * Reads the body, a {@link FinishedSpeech}, and the {@link BatchItem}; leaves an {@link ItemResult}.
 */
public final class ItemSound implements Processor {

  @Override
  public void process(Exchange exchange) {
    FinishedSpeech speech = exchange.getMessage().getBody(FinishedSpeech.class);
    BatchItem item = BatchItem.of(exchange);
    String format = item.asked().path("output_format").asText("wav");
    byte[] sound = speech.wav();
    if (format.equals("pcm")) {
      ByteBuffer pcm = WavFile.pcmOf(speech.wav());
      sound = new byte[pcm.remaining()];
      pcm.get(sound);
    }
    exchange.getMessage().setBody(ItemResult.spoken(item, speech, format, sound));
  }
}
