package coqui.pipeline;

import coqui.cache.AudioCache;
import coqui.cache.AudioKey;
import coqui.cache.StoredAudio;
import coqui.speech.SpeechRequest;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/**
 * Looks whether the same was spoken before.
 * Reads the body, a {@link SpeechRequest}; leaves the {@link FinishedSpeech} there if it was, and a {@link Recall} on
 * the exchange. Requests that sound different each time, and those of clients who want none of it, pass unchanged.
 */
public final class RecallSpeech implements Processor {

  private final ModelLoader model;
  private final AudioCache cache;
  private final SpeechKeys keys;
  private final InferenceLog log;
  private final SpeechListener listener;

  /** @param listener hears of what is looked for */
  public RecallSpeech(
      ModelLoader model, AudioCache cache, SpeechKeys keys, InferenceLog log, SpeechListener listener) {
    this.model = model;
    this.cache = cache;
    this.keys = keys;
    this.log = log;
    this.listener = listener;
  }

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException {
    SpeechRequest request = exchange.getMessage().getMandatoryBody(SpeechRequest.class);
    if (!cache.isOn() || Recall.isForbiddenFor(exchange) || !SpeechKeys.isRepeatable(request)) {
      return;
    }
    SpeechModel loaded = model.require();
    AudioKey key = keys.of(loaded.identity(), request, PlannedText.of(exchange, request, loaded));
    Optional<StoredAudio> known = cache.find(key);
    listener.lookedFor(SpeechListener.Kept.AUDIO, known.isPresent());
    boolean willBeKept = SpeechStream.of(exchange).isEmpty();   // the loudness of what is streamed differs
    if (known.isPresent() || willBeKept) {
      new Recall(key, known.isPresent()).storeIn(exchange);
    }
    known.ifPresent(audio -> {
      FinishedSpeech speech =
          new FinishedSpeech(audio.wav(), audio.sampleRate(), audio.seconds(), request.speakers());
      exchange.getMessage().setBody(speech);
      log.recalled(request, speech);
    });
  }
}
