package coqui.http;

import coqui.contract.RequestSchema;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives the forms of {@code POST /voice-clone} before a route takes the request: no thread waits for a slow client,
 * and what is wrong or too large is refused at the byte that shows it.
 *
 * <p><b>Threads.</b> A request is received on its event loop; {@link #take} is for any thread.
 * <p><b>Ends.</b> Whatever a request ends with (an answer, a refusal, a client that leaves, the time limit), its bytes
 * are let go of. After a refusal the rest of the body is thrown away.
 */
public final class CloneUploads {

  public static final String PATH = "/voice-clone";

  public static final String MEDIA_TYPE = "multipart/form-data";
  private static final String RETRY_AFTER_SECONDS = "2";

  private final RequestSchema schema;
  private final UploadLimits limits;
  private final int maxCharacters;
  private final AtomicLong bytesHeld = new AtomicLong();
  private final Map<HttpServerRequest, CloneForm> received = new ConcurrentHashMap<>();

  /**
   * @param schema of the form
   * @param maxCharacters of the text to be spoken
   */
  public CloneUploads(RequestSchema schema, UploadLimits limits, int maxCharacters) {
    this.schema = schema;
    this.limits = limits;
    this.maxCharacters = maxCharacters;
  }

  /** Reads the body, then lets the route have the request. */
  void receive(RoutingContext context) {
    Reception reception = new Reception(context);
    context.addEndHandler(ended -> reception.end());
    reception.begin();
  }

  /** The form of a request that a route has; it can be taken once. */
  CloneForm take(HttpServerRequest request) {
    return received.remove(request);
  }

  /** How many bytes of all requests are in memory. */
  long bytesHeld() {
    return bytesHeld.get();
  }

  /** One request on its event loop. */
  private final class Reception {

    private final RoutingContext context;
    private final HttpServerRequest request;
    private CloneFormReader form;   // null before the body begins and after it ended
    private long timer;
    private int bytes;
    private boolean over;

    Reception(RoutingContext context) {
      this.context = context;
      this.request = context.request();
    }

    void begin() {
      timer = context.vertx().setTimer(limits.time().toMillis(), late -> refuse(new RefusedRequestException(
          Problem.of(408, "upload_timeout", "The upload took longer than %d s (coqui.upload.time-limit)."
              .formatted(limits.time().toSeconds())))));
      request.exceptionHandler(clientHasLeft -> end());
      request.handler(buffer -> attempt(() -> add(buffer.getBytes())));
      request.endHandler(whole -> attempt(this::finish));
      attempt(this::checkHead);
    }

    private void attempt(Runnable step) {
      if (!over) {
        try {
          step.run();
        } catch (RuntimeException | OutOfMemoryError e) {
          refuse(e);
        }
      }
    }

    private void checkHead() {
      String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
      String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
      if (type == null || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)
          || !(encoding == null || encoding.equalsIgnoreCase("identity"))) {
        throw new RefusedRequestException(Problem.unsupportedMediaType(List.of(MEDIA_TYPE)));
      }
      String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
      if (length != null && Long.parseLong(length) > limits.bodyBytes()) {
        throw tooLarge();
      }
      form = new CloneFormReader(type, schema, limits, maxCharacters);
      if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
        context.response().writeContinue();
      }
    }

    private void add(byte[] next) {
      bytes += next.length;
      if (bytes > limits.bodyBytes()) {
        bytes -= next.length;
        throw tooLarge();
      }
      if (bytesHeld.addAndGet(next.length) > limits.memoryBytes()) {
        throw new RefusedRequestException(new Problem(503, "overloaded",
            "There are too many uploads at a time (coqui.upload.memory-bytes); try again shortly.",
            Map.of(), Map.of("Retry-After", RETRY_AFTER_SECONDS)));
      }
      form.add(next);
    }

    private void finish() {
      context.vertx().cancelTimer(timer);
      received.put(request, form.finish());
      form.close();
      form = null;
      context.next();
    }

    private void refuse(Throwable reason) {
      if (over) {
        return;
      }
      over = true;
      context.fail(reason);
    }

    private void end() {
      over = true;
      context.vertx().cancelTimer(timer);
      if (form != null) {
        form.close();
        form = null;
      }
      received.remove(request);
      bytesHeld.addAndGet(-bytes);
      bytes = 0;
    }

    private RefusedRequestException tooLarge() {
      return new RefusedRequestException(Problem.of(413, "body_too_large",
          "The body has more than %d bytes (coqui.upload.max-body-bytes).".formatted(limits.bodyBytes())));
    }
  }
}
