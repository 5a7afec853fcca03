/**
 * The edge to HTTP: the only place that knows statuses, headers and JSON bodies. In this room is what its other rooms
 * share; it knows none of them.
 *
 * <p>Every error, of a route or of the router itself, is a {@link coqui.http.Problem} and looks the same:
 * {@code {"error":{"code","message","request_id",…}}}. The request's name in it is its {@link coqui.http.RequestId}.
 *
 * <p>Arrows go one way: {@code server → guard, voices; guard → page, sillytavern; openai, sillytavern, voices → tts}.
 */
package coqui.http;
