package coqui.http.voices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.RequestSchema;
import coqui.http.JsonAnswer;
import coqui.http.QueryFlag;
import coqui.speakers.SpeakerCatalog;
import coqui.speakers.SpeakerMetadata;
import coqui.speakers.VoiceNames;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Answers with the names of the speakers, the saved voices after the checkpoint's own.
 * Reads the query parameter {@code refresh}: {@code true} has the names read from the checkpoint now, {@code false} or
 * none takes what is known. Leaves as the body
 * {@code {"speakers":[…],"count":58,"last_updated":"…Z","cache_age_days":0}}.
 */
public final class ListSpeakers implements Processor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final QueryFlag refresh;
  private final SpeakerCatalog catalog;
  private final VoiceNames names;

  /** @param schema of the query */
  public ListSpeakers(RequestSchema schema, SpeakerCatalog catalog, VoiceNames names) {
    this.refresh = new QueryFlag(schema, "refresh");
    this.catalog = catalog;
    this.names = names;
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    boolean isAskedToRefresh = refresh.in(exchange.getIn(HttpMessage.class).getRequest()).orElse(false);
    SpeakerMetadata metadata = isAskedToRefresh ? catalog.rebuild() : catalog.current();
    JsonAnswer.set(json(metadata), exchange);
  }

  private byte[] json(SpeakerMetadata metadata) throws JsonProcessingException {
    ObjectNode body = JSON.createObjectNode();
    List<String> all = names.after(metadata.speakers());
    all.forEach(body.putArray("speakers")::add);
    body.put("count", all.size());
    body.put("last_updated", metadata.lastUpdated().toString());
    body.put("cache_age_days", catalog.age(metadata).toDays());
    return JSON.writeValueAsBytes(body);
  }
}
