package coqui.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.RequestSchema;
import coqui.speakers.SpeakerCatalog;
import coqui.speakers.SpeakerMetadata;
import coqui.speech.InvalidRequestException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Answers with the names of the speakers.
 * Reads the query parameter {@code refresh}: {@code true} has the names read from the checkpoint now, {@code false} or
 * none takes what is known. Leaves as the body
 * {@code {"speakers":[…],"count":58,"last_updated":"…Z","cache_age_days":0}}.
 */
public final class ListSpeakers implements Processor {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFRESH = "refresh";

  private final RequestSchema schema;
  private final SpeakerCatalog catalog;

  /** @param schema of the query */
  public ListSpeakers(RequestSchema schema, SpeakerCatalog catalog) {
    this.schema = schema;
    this.catalog = catalog;
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    List<String> refresh = exchange.getIn(HttpMessage.class).getRequest().params().getAll(REFRESH);
    SpeakerMetadata metadata = isTrue(refresh) ? catalog.rebuild() : catalog.current();
    Message answer = exchange.getMessage();
    answer.setHeader(Exchange.CONTENT_TYPE, RouterEdge.JSON);
    answer.setBody(ByteBuffer.wrap(json(metadata)));
  }

  private boolean isTrue(List<String> refresh) {
    if (refresh.size() > 1) {
      throw InvalidRequestException.ofField(
          REFRESH, "refresh is there %d times; send it once.".formatted(refresh.size()));
    }
    Map<String, String> query = refresh.isEmpty() ? Map.of() : Map.of(REFRESH, refresh.get(0));
    return schema.read(query).path(REFRESH).asBoolean();
  }

  private byte[] json(SpeakerMetadata metadata) throws JsonProcessingException {
    ObjectNode body = JSON.createObjectNode();
    metadata.speakers().forEach(body.putArray("speakers")::add);
    body.put("count", metadata.speakers().size());
    body.put("last_updated", metadata.lastUpdated().toString());
    body.put("cache_age_days", catalog.age(metadata).toDays());
    return JSON.writeValueAsBytes(body);
  }
}
