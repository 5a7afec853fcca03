package coqui.http.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.http.JsonAnswer;
import coqui.pipeline.Admission;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.ModelState;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers that the program is alive, whatever the model does, and tells how it is.
 * Reads nothing of the exchange; leaves as the body {@code {"status":"alive","model":{"state":"loading"},
 * "requests":{"in_work":0,"waiting":0},"version":"0.1.0","uptime_seconds":12}}. A model that could not be loaded has a
 * {@code problem}, one that speaks has {@code languages}.
 */
public final class Health implements Processor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ModelLoader model;
  private final Admission admission;
  private final String version;
  private final LongSupplier nanoTime;
  private final long began;

  /**
   * @param version of the program
   * @param nanoTime a clock like {@link System#nanoTime}; the program is up from now on
   */
  public Health(ModelLoader model, Admission admission, String version, LongSupplier nanoTime) {
    this.model = model;
    this.admission = admission;
    this.version = version;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    ObjectNode body = JSON.createObjectNode();
    body.put("status", "alive");
    ModelState state = model.state();
    ObjectNode told = body.putObject("model");
    told.put("state", state.phase().name().toLowerCase(Locale.ROOT));
    state.problem().ifPresent(problem -> told.put("problem", problem));
    if (state.phase() == ModelState.Phase.READY) {
      ArrayNode languages = told.putArray("languages");
      model.require().languages().forEach(language -> languages.add(language.code()));
    }
    body.putObject("requests").put("in_work", admission.inWork()).put("waiting", admission.waiting());
    body.put("version", version);
    body.put("uptime_seconds", Duration.ofNanos(nanoTime.getAsLong() - began).toSeconds());
    JsonAnswer.setUncached(JSON.writeValueAsBytes(body), exchange);
  }
}
