package coqui.http.sillytavern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.audio.AudioEncoding;
import coqui.audio.AudioFormat;
import coqui.contract.RequestSchema;
import coqui.http.JsonRequest;
import coqui.http.tts.AudioDelivery;
import coqui.http.tts.CacheControl;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.SpeechRequests;
import coqui.speech.Passage;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Reads what SillyTavern's client wants spoken: {@code text}, {@code speaker_wav} (the name of a voice) and
 * {@code language}; how, {@link SillyTavernSettings} knows.
 * Leaves a {@code SpeechRequest} as the body, and how to deliver it on the exchange: WAV, since the client asks for
 * nothing else, and where the settings want it faster or slower than the model speaks, stretched.
 */
public final class ParseSillyTavernRequest implements Processor {

  /** Says the same each time, so that it is spoken once. */
  private static final String SAMPLE = "Hello. This is how I sound when I read to you.";
  private static final int SAMPLE_SEED = 1;

  private final SpeechRequests requests;
  private final ModelLoader model;
  private final AudioDelivery delivery;
  private final Function<Exchange, Asked> read;

  /** Whether a GET of this path asks for speech. */
  public static boolean isSpeech(String path) {
    return path.startsWith("/sillytavern/tts_stream") || path.startsWith(SillyTavernLists.SAMPLES);
  }

  private record Asked(ObjectNode fields, double speed, boolean streamed) {}

  private ParseSillyTavernRequest(
      SpeechRequests requests, ModelLoader model, AudioDelivery delivery, Function<Exchange, Asked> read) {
    this.requests = requests;
    this.model = model;
    this.delivery = delivery;
    this.read = read;
  }

  /**
   * Of a JSON object, answered as a whole.
   *
   * @param schema of the body
   */
  public static ParseSillyTavernRequest body(SpeechRequests requests, ModelLoader model, AudioDelivery delivery,
      SillyTavernSettings settings, RequestSchema schema) {
    return new ParseSillyTavernRequest(requests, model, delivery, exchange ->
        asked(JsonRequest.read(exchange, schema), settings, false));
  }

  /**
   * Of a query, answered while it is spoken.
   *
   * @param schema of the query
   */
  public static ParseSillyTavernRequest query(SpeechRequests requests, ModelLoader model, AudioDelivery delivery,
      SillyTavernSettings settings, RequestSchema schema) {
    return new ParseSillyTavernRequest(requests, model, delivery, exchange ->
        asked(queryOf(exchange, schema), settings, true));
  }

  /** A sample of the voice that the path names, spoken as the checkpoint does it by itself. */
  public static ParseSillyTavernRequest sample(SpeechRequests requests, ModelLoader model, AudioDelivery delivery) {
    return new ParseSillyTavernRequest(requests, model, delivery, exchange -> {
      ObjectNode asked = JsonNodeFactory.instance.objectNode().put("text", SAMPLE).put("seed", SAMPLE_SEED)
          .put("speaker_id", exchange.getMessage().getHeader("voice", String.class));
      return new Asked(asked, 1, false);
    });
  }

  private static ObjectNode queryOf(Exchange exchange, RequestSchema schema) {
    MultiMap query = exchange.getMessage(HttpMessage.class).getRequest().params();
    Map<String, String> texts = new HashMap<>();
    for (String field : schema.fields()) {
      List<String> said = query.getAll(field);
      if (said.size() > 1) {
        throw schema.duplicate(field);
      }
      said.forEach(text -> texts.put(field, text));
    }
    return schema.read(texts);
  }

  private static Asked asked(ObjectNode said, SillyTavernSettings settings, boolean streamed) {
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    asked.set("text", said.path("text"));
    if (said.has("speaker_wav")) {
      asked.set("speaker_id", said.path("speaker_wav"));
    }
    if (said.has("language")) {
      asked.set("language", said.path("language"));
    }
    settings.applyTo(asked);
    return new Asked(asked, settings.speed(), streamed);
  }

  @Override
  public void process(Exchange exchange) {
    CacheControl.heed(exchange.getMessage(HttpMessage.class).getRequest(), exchange);
    Asked asked = read.apply(exchange);
    double spoken = Math.max(Passage.SLOWEST, Math.min(Passage.FASTEST, asked.speed()));
    asked.fields().put("speed", spoken);
    delivery.deliver(new AudioEncoding(AudioFormat.WAV, asked.speed() / spoken), asked.streamed(), exchange);
    exchange.getMessage().setBody(requests.accept(asked.fields(), model::require));
  }
}
