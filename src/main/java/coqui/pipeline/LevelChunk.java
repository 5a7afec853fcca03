package coqui.pipeline;

import coqui.audio.LoudnessNormalizer;
import coqui.speech.AudioClip;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Brings one chunk to the common loudness, so that no sentence of a text is louder than its neighbours.
 * Reads the body, an {@link AudioClip}, and the {@link SpeechTask}; leaves an {@link AudioClip}: the same one where
 * the request wants none of it, or where there is but one chunk, which {@code finishAudio} levels anyway.
 */
public final class LevelChunk implements Processor {

  private final LoudnessNormalizer loudness;

  public LevelChunk(LoudnessNormalizer loudness) {
    this.loudness = loudness;
  }

  @Override
  public void process(Exchange exchange) {
    SpeechTask task = SpeechTask.of(exchange);
    if (task.request().normalize() && task.chunks() > 1) {
      exchange.getMessage().setBody(loudness.level(exchange.getMessage().getBody(AudioClip.class)));
    }
  }
}
