package coqui.http;

import coqui.contract.RequestSchema;
import coqui.speech.InvalidRequestException;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parameter of a query that is {@code true} or {@code false}, and there at most once.
 *
 * @param schema of the query
 * @param name of the parameter
 */
public record QueryFlag(RequestSchema schema, String name) {

  /**
   * What a request says; empty if nothing.
   *
   * @throws InvalidRequestException if it says something else, or says it twice
   */
  public Optional<Boolean> in(HttpServerRequest request) {
    List<String> said = request.params().getAll(name);
    if (said.size() > 1) {
      throw InvalidRequestException.ofField(name, "%s is there %d times; send it once.".formatted(name, said.size()));
    }
    return said.stream().map(text -> schema.read(Map.of(name, text)).path(name).asBoolean()).findFirst();
  }
}
