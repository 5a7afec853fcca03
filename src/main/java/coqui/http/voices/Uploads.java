package coqui.http.voices;

import coqui.contract.OpenApi;
import coqui.http.Problem;
import coqui.http.RefusedRequestException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives forms with recordings before a route takes the request: no thread waits for a slow client, and what is wrong
 * or too large is refused at the byte that shows it.
 *
 * <p><b>Threads.</b> A request is received on its event loop; {@link #take} is for any thread.
 * <p><b>Ends.</b> Whatever a request ends with (an answer, a refusal, a client that leaves, the time limit), its bytes
 * are let go of. After a refusal the rest of the body is thrown away.
 */
public final class Uploads {

  private static final String RETRY_AFTER_SECONDS = "2";

  private final List<UploadForm> forms;
  private final UploadLimits limits;
  private final AtomicLong bytesHeld = new AtomicLong();
  private final Map<HttpServerRequest, ReceivedForm> received = new ConcurrentHashMap<>();

  /**
   * @param contract says what is in the forms
   * @param maxCharacters of a text to be spoken
   */
  public Uploads(OpenApi contract, UploadLimits limits, int maxCharacters) {
    this.forms = List.of(UploadForm.ofVoiceClone(contract, maxCharacters), UploadForm.ofVoices(contract));
    this.limits = limits;
  }

  /** Takes its place among the handlers of a router. */
  public void receiveFor(Router router, int order) {
    forms.forEach(form -> router.post(form.path()).order(order).handler(context -> receive(form, context)));
  }

  /** Reads the body, then lets the route have the request. */
  private void receive(UploadForm form, RoutingContext context) {
    Reception reception = new Reception(form, context);
    context.addEndHandler(ended -> reception.end());
    reception.begin();
  }

  /** The form of a request that a route has; it can be taken once. */
  ReceivedForm take(HttpServerRequest request) {
    return received.remove(request);
  }

  /** How many bytes of all requests are in memory. */
  long bytesHeld() {
    return bytesHeld.get();
  }

  /** One request on its event loop. */
  private final class Reception {

    private final UploadForm kind;
    private final RoutingContext context;
    private final HttpServerRequest request;
    private FormReader form;   // null before the body begins and after it ended
    private long timer;
    private int bytes;
    private boolean over;

    Reception(UploadForm kind, RoutingContext context) {
      this.kind = kind;
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
      if (type == null || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(UploadForm.MEDIA_TYPE)
          || !(encoding == null || encoding.equalsIgnoreCase("identity"))) {
        throw new RefusedRequestException(Problem.unsupportedMediaType(List.of(UploadForm.MEDIA_TYPE)));
      }
      String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
      if (length != null && Long.parseLong(length) > limits.bodyBytes()) {
        throw tooLarge();
      }
      form = new FormReader(type, kind, limits);
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
