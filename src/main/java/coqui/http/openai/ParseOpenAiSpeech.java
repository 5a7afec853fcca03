package coqui.http.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.audio.AudioEncoding;
import coqui.audio.AudioFormat;
import coqui.contract.RequestSchema;
import coqui.http.JsonRequest;
import coqui.http.tts.AudioDelivery;
import coqui.http.tts.AudioFraming;
import coqui.http.tts.CacheControl;
import coqui.http.tts.IgnoredFields;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.SpeechRequests;
import coqui.speech.InvalidRequestException;
import coqui.speech.Passage;
import coqui.speech.SpeechRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Reads what a client of OpenAI's wants spoken.
 * Reads the body, the bytes of a JSON object, and the request's own headers; leaves a {@link SpeechRequest} there, and
 * on the exchange how to deliver it ({@link AudioDelivery}) and which fields counted for nothing
 * ({@link IgnoredFields}).
 *
 * <p>What is asked for is told to {@link SpeechRequests} in the words of {@code POST /tts}, so that the same is allowed
 * here as there. Unlike there, a field that nobody knows is no error, since such clients send fields of other servers:
 * {@code backend}, {@code lang_code}.
 *
 * <p>The model speaks {@link Passage#SLOWEST} to {@link Passage#FASTEST} times its own pace; what is asked for
 * beyond that is made by stretching what it spoke at the nearest pace it has.
 */
public final class ParseOpenAiSpeech implements Processor {

  public static final String PATH = "/v1/audio/speech";

  /** As OpenAI's service has it, in Hz. */
  public static final int SAMPLE_RATE = 24_000;

  private static final String VOICE = "voice";
  private static final String STREAM_FORMAT = "stream_format";
  private static final String INSTRUCTIONS = "instructions";

  /** Fields that are the same in {@code POST /tts}. */
  private static final List<String> SAME =
      List.of("language", "seed", "temperature", "top_k", "top_p", "repetition_penalty");

  /** Where OpenAI's service says something else than {@link AudioFormat#mediaType}. */
  private static final Map<AudioFormat, String> MEDIA_TYPES = Map.of(AudioFormat.OPUS, "audio/opus");

  private final RequestSchema schema;
  private final SpeechRequests requests;
  private final ModelLoader model;
  private final AudioDelivery delivery;

  /**
   * @param schema of the body
   * @param requests that know OpenAI's names for voices and have {@link #SAMPLE_RATE}
   */
  public ParseOpenAiSpeech(RequestSchema schema, SpeechRequests requests, ModelLoader model, AudioDelivery delivery) {
    this.schema = schema;
    this.requests = requests;
    this.model = model;
    this.delivery = delivery;
  }

  @Override
  public void process(Exchange exchange) {
    CacheControl.heed(exchange.getMessage(HttpMessage.class).getRequest(), exchange);
    ObjectNode asked = JsonRequest.parse(exchange, schema);
    IgnoredFields.store(ignored(asked), exchange);
    asked.retain(schema.fields());
    nameVoice(asked);
    schema.check(asked);

    double speed = asked.path("speed").asDouble(1);
    double spoken = Math.min(Math.max(speed, Passage.SLOWEST), Passage.FASTEST);
    AudioFormat format = AudioFormat.named(asked.path("response_format").asText("mp3")).orElseThrow();
    deliver(asked, new AudioEncoding(format, speed / spoken), exchange);
    exchange.getMessage().setBody(requests.accept(inOurWords(asked, spoken), model::require));
  }

  private List<String> ignored(ObjectNode asked) {
    List<String> names = new ArrayList<>();
    asked.fieldNames().forEachRemaining(name -> {
      if (!schema.fields().contains(name) || name.equals(INSTRUCTIONS) && !asked.path(name).asText().isEmpty()) {
        names.add(name);
      }
    });
    return names;
  }

  /** {@code "voice":{"id":"Robert"}} is the same as {@code "voice":"Robert"}. */
  private static void nameVoice(ObjectNode asked) {
    if (asked.path(VOICE).isObject()) {
      JsonNode id = asked.path(VOICE).path("id");
      if (!id.isTextual()) {
        throw InvalidRequestException.ofField(VOICE,
            "voice is an object without an id that is a string; send {\"id\":\"NAME\"} or the name alone.");
      }
      asked.set(VOICE, id);
    }
  }

  private void deliver(ObjectNode asked, AudioEncoding encoding, Exchange exchange) {
    boolean asEvents = asked.path(STREAM_FORMAT).asText().equals("sse");
    if (asEvents && exchange.getMessage(HttpMessage.class).getRequest().version() == HttpVersion.HTTP_1_0) {
      throw InvalidRequestException.ofField(STREAM_FORMAT, "Events cannot be sent to HTTP/1.0; use HTTP/1.1.");
    }
    AudioFraming framing = asEvents
        ? new SpeechEvents()
        : AudioFraming.none(MEDIA_TYPES.getOrDefault(encoding.format(), encoding.format().mediaType()));
    AudioFraming.store(framing, exchange);
    delivery.deliver(encoding, framing, asEvents || asked.path("stream").asBoolean(true), exchange);
  }

  private static ObjectNode inOurWords(ObjectNode asked, double speed) {
    ObjectNode own = asked.objectNode();
    own.set("text", asked.get("input"));
    if (asked.has(VOICE)) {
      own.set("speaker_id", asked.get(VOICE));
    }
    SAME.stream().filter(asked::has).forEach(field -> own.set(field, asked.get(field)));
    return own.put("speed", speed);
  }
}
