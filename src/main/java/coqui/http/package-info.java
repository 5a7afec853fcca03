/**
 * The edge to HTTP: the only place that knows statuses, headers and JSON bodies.
 *
 * <p>Every request gets an id before anything else happens to it ({@link coqui.http.RouterEdge}); it stands in the
 * answer's {@code X-Request-Id}, in error bodies and in the log. Every error, of a route or of the router itself, is
 * a {@link coqui.http.Problem} and looks the same: {@code {"error":{"code","message","request_id",…}}}.
 *
 * <p>The head of a request passes its guards ({@link coqui.http.EdgeGuards}): origin, API key, rate. From then on it is
 * stopped when its client leaves or its time is over ({@link coqui.http.RequestLives}).
 *
 * <p>Nothing that a client sends becomes a message header in a route ({@link coqui.http.ClosedHeaderFilter}): what a
 * step needs of the request, it reads from the request.
 */
package coqui.http;
