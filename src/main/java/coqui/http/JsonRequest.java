package coqui.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.JsonBody;
import coqui.contract.RequestSchema;
import coqui.speech.InvalidRequestException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** A request whose body is JSON. */
public final class JsonRequest {

  private static final Pattern JSON_IN_UTF_8 =
      Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

  private JsonRequest() {}

  /**
   * The object that a client sent, as {@code schema} allows it.
   *
   * @throws RefusedRequestException if the body comes as anything but JSON in UTF-8
   * @throws InvalidRequestException if it is no object, or not as the contract says
   */
  public static ObjectNode read(Exchange exchange, RequestSchema schema) {
    ObjectNode asked = parse(exchange, schema);
    schema.check(asked);
    return asked;
  }

  /** The same, whatever {@code schema} allows. */
  public static ObjectNode parse(Exchange exchange, RequestSchema schema) {
    checkMediaType(exchange.getMessage(HttpMessage.class).getRequest());
    return JsonBody.parse(exchange.getMessage().getBody(byte[].class), schema);
  }

  /**
   * Refuses a body that comes in any other form. Here, since the router's own check of {@code consumes} minds upper
   * case and not the character set.
   */
  private static void checkMediaType(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    boolean json = type != null && JSON_IN_UTF_8.matcher(type).matches();
    if (!json || !(encoding == null || encoding.equalsIgnoreCase("identity"))) {
      throw new RefusedRequestException(Problem.unsupportedMediaType(List.of(JsonAnswer.MEDIA_TYPE)));
    }
  }
}
