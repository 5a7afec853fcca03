package coqui.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers with all metrics, where a route has them beside the management server's.
 * Reads nothing of the exchange; leaves the text format of Prometheus as the body.
 */
final class MetricsAnswer implements Processor {

  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;

  MetricsAnswer(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void process(Exchange exchange) {
    Message answer = exchange.getMessage();
    answer.setHeader(Exchange.CONTENT_TYPE, TEXT_FORMAT);
    answer.setHeader("Cache-Control", "no-store");
    answer.setBody(ByteBuffer.wrap(registry.scrape(TEXT_FORMAT).getBytes(StandardCharsets.UTF_8)));
  }
}
