package coqui.http.sillytavern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.RequestSchema;
import coqui.http.JsonAnswer;
import coqui.http.JsonRequest;
import coqui.speech.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * How SillyTavern's client wants to be spoken to. It tells this once, not with each text, so it is kept here: for
 * everybody who uses these paths, and for them alone, until somebody tells otherwise or the service ends.
 * Reads the body, a JSON object whose numbers may be texts, as the client's sliders give them; leaves
 * {@code {"message":"Settings successfully applied"}} there.
 *
 * <p>What has no meaning here is checked and has no effect: {@code length_penalty} is of beam search,
 * {@code stream_chunk_size} of another way to stream, and texts are always split.
 *
 * <p>Any thread; the last one who tells counts.
 */
public final class SillyTavernSettings implements Processor {

  private static final byte[] APPLIED =
      "{\"message\":\"Settings successfully applied\"}".getBytes(StandardCharsets.UTF_8);
  private static final double LEAST_TOP_P = 1e-3;   // the client's slider goes to 0, which is no probability

  private final RequestSchema schema;
  private volatile ObjectNode settings = JsonNodeFactory.instance.objectNode();   // never changed once it is here

  /** @param schema of the body */
  public SillyTavernSettings(RequestSchema schema) {
    this.schema = schema;
  }

  @Override
  public void process(Exchange exchange) {
    settings = read(exchange);
    JsonAnswer.set(APPLIED, exchange);
  }

  /** @throws InvalidRequestException if one is not as the contract says */
  private ObjectNode read(Exchange exchange) {
    ObjectNode told = JsonRequest.parse(exchange, schema);
    told.properties().stream().filter(field -> field.getValue().isTextual())
        .forEach(field -> field.setValue(schema.parse(field.getKey(), field.getValue().textValue())));
    schema.check(told);
    return told;
  }

  /** Puts them into what is asked for, as {@code POST /tts} has them; all but the speed, see {@link #speed}. */
  void applyTo(ObjectNode asked) {
    ObjectNode present = settings;
    for (String field : new String[] {"temperature", "top_k", "repetition_penalty"}) {
      if (present.has(field)) {
        asked.set(field, present.path(field));
      }
    }
    if (present.has("top_p")) {
      asked.put("top_p", Math.max(LEAST_TOP_P, present.path("top_p").asDouble()));
    }
  }

  /** 0.5 to 2. */
  double speed() {
    return settings.path("speed").asDouble(1);
  }
}
