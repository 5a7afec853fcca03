package coqui.http;

import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** An answer that is JSON. */
public final class JsonAnswer {

  public static final String MEDIA_TYPE = "application/json";

  private JsonAnswer() {}

  /**
   * Leaves {@code json} as the body, with its type.
   *
   * @param json not copied
   */
  public static void set(byte[] json, Exchange exchange) {
    Message answer = exchange.getMessage();
    answer.setHeader(Exchange.CONTENT_TYPE, MEDIA_TYPE);
    answer.setBody(ByteBuffer.wrap(json));
  }

  /** The same, for what is another the next time. */
  public static void setUncached(byte[] json, Exchange exchange) {
    set(json, exchange);
    exchange.getMessage().setHeader("Cache-Control", "no-store");
  }
}
