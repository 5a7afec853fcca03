package coqui.pipeline;

import coqui.cache.AudioCache;
import coqui.cache.StoredAudio;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Keeps what was spoken for the next who asks for the same.
 * Reads the body, a {@link FinishedSpeech}, and the {@link Recall}; leaves both as they are.
 */
public final class KeepSpeech implements Processor {

  private final AudioCache cache;

  public KeepSpeech(AudioCache cache) {
    this.cache = cache;
  }

  @Override
  public void process(Exchange exchange) {
    FinishedSpeech speech = exchange.getMessage().getBody(FinishedSpeech.class);
    Recall.of(exchange).ifPresent(recall ->
        cache.keep(recall.key(), new StoredAudio(speech.wav(), speech.sampleRate(), speech.seconds())));
  }
}
