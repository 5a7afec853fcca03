/**
 * The server, and what happens to every request before and after the routes.
 *
 * <p>A request gets an id before anything else happens to it ({@link coqui.http.server.RouterEdge}); it stands in the
 * answer's {@code X-Request-Id}, in error bodies and in the log. Its head passes the
 * {@linkplain coqui.http.guard guards}. From then on it is stopped when its client leaves or its time is over
 * ({@link coqui.http.server.RequestLives}). Whatever fails is answered here ({@link coqui.http.server.ErrorResponse}).
 *
 * <p>Nothing that a client sends becomes a message header in a route ({@link coqui.http.server.ClosedHeaderFilter}):
 * what a step needs of the request, it reads from the request.
 */
package coqui.http.server;
