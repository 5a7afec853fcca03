package coqui.http.server;

import java.time.Duration;

/**
 * What a connection may cost before a route has its request.
 *
 * @param connections open at a time ({@code coqui.server.max-connections})
 * @param lineBytes of a request's first line ({@code coqui.server.max-line-bytes})
 * @param headerBytes of a request's headers together ({@code coqui.server.max-header-bytes})
 * @param headTime from a connection's opening, or its last answer, to the end of a request's head
 *     ({@code coqui.server.head-time-limit})
 * @param bodyTime from there to the end of its body, but for uploads ({@code coqui.server.body-time-limit})
 * @param silence of a connection in both directions; longer than any request takes
 */
public record ServerLimits(
    int connections, int lineBytes, int headerBytes, Duration headTime, Duration bodyTime, Duration silence) {

  static final String CONNECTIONS = "coqui.server.max-connections";
  static final String LINE_BYTES = "coqui.server.max-line-bytes";
  static final String HEADER_BYTES = "coqui.server.max-header-bytes";
  static final String HEAD_TIME = "coqui.server.head-time-limit";
  static final String BODY_TIME = "coqui.server.body-time-limit";
}
