package coqui.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is told of a failure, for where it is no answer of its own. */
public final class ErrorBody {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ErrorBody() {}

  /** The member {@code error} of the body that an answer would have: code, message, request_id and the rest. */
  public static ObjectNode of(Throwable failure, String requestId) {
    return of(Problem.of(failure), requestId);
  }

  /** The same, where what an answer would say is known already. */
  public static ObjectNode of(Problem problem, String requestId) {
    ObjectNode error = JSON.createObjectNode()
        .put("code", problem.code())
        .put("message", problem.message())
        .put("request_id", requestId);
    return error.setAll(JSON.<ObjectNode>valueToTree(problem.details()));
  }
}
