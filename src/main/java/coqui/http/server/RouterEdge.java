package coqui.http.server;

import coqui.http.AcceptHeader;
import coqui.http.JsonAnswer;
import coqui.http.Problem;
import coqui.http.RefusedRequestException;
import coqui.http.RequestId;
import coqui.http.guard.EdgeGuards;
import coqui.http.voices.Uploads;
import coqui.pipeline.RequestLife;
import coqui.speech.ClientLeftException;
import coqui.speech.ShuttingDownException;
import coqui.speech.SpeechException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextRoutesStartingEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a request before and after the routes: it gets its id and its line in the log, and where the router
 * itself must refuse it (no such path, method, content type; body too large), an error like every other.
 *
 * <p>Camel's router answers these with empty or HTML bodies, and the only way to its handlers is an event shortly
 * before the routes start; so this is an event notifier, to be bound before Camel starts.
 */
public final class RouterEdge extends SimpleEventNotifierSupport {

  private static final Logger log = LoggerFactory.getLogger(RouterEdge.class);
  private static final Pattern FORM =
      Pattern.compile("\\s*(multipart/|application/x-www-form-urlencoded)", Pattern.CASE_INSENSITIVE);
  private static final String ENDPOINT = "coqui.endpoint";   // what the routes had when the request came, if anything
  private static final int FIRST = Integer.MIN_VALUE;
  private static final int LAST = Integer.MAX_VALUE - 1;
  private static final long MOMENT_MILLISECONDS = 2_000;

  private final ServerLimits limits;
  private final RequestLives lives;
  private final Shutdown shutdown;
  private final EdgeGuards guards;
  private final Uploads uploads;
  private final RouteSwitch routes;
  private final AccessLog access;

  /**
   * @param routes knows which are in force
   * @param listener hears of every answer
   */
  public RouterEdge(
      ServerLimits limits,
      RequestLives lives,
      Shutdown shutdown,
      EdgeGuards guards,
      Uploads uploads,
      RouteSwitch routes,
      AnswerListener listener) {
    this.limits = limits;
    this.lives = lives;
    this.shutdown = shutdown;
    this.guards = guards;
    this.uploads = uploads;
    this.routes = routes;
    this.access = new AccessLog(listener);
  }

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof CamelContextRoutesStartingEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    CamelContext context = ((CamelContextRoutesStartingEvent) event).getContext();
    for (VertxPlatformHttpRouter router : context.getRegistry().findByType(VertxPlatformHttpRouter.class)) {
      if (router.isManagementServer()) {
        // For whoever runs the service, at a port of its own: no keys, and no line in the log.
        router.route().order(LAST).handler(request -> {
          RequestId.assign(request.request());
          write(request, Problem.NOT_FOUND);
        });
        continue;
      }
      routes.begin(context, router);
      router.route().order(FIRST).handler(this::open);
      router.route().order(FIRST + 1).handler(guards.cors());
      router.route().order(FIRST + 2).handler(guards.authentication());
      router.route().order(FIRST + 3).handler(this::checkHead);
      router.route().order(FIRST + 4).handler(guards.rateLimit());
      uploads.receiveFor(router, FIRST + 5);
      router.route().order(FIRST + 6).handler(this::limitBodyTime);
      router.route().order(FIRST + 7).handler(RouterEdge::takeFormForAnyBody);
      router.route().order(FIRST + 8).handler(routes::lead);
      router.route().order(LAST)
          .handler(request -> answer(request, Problem.NOT_FOUND))   // its route is gone since its head was checked
          .failureHandler(request -> answer(request, failed(request, context)));
    }
  }

  private void open(RoutingContext request) {
    RequestId.assign(request.request());
    Optional<Endpoint> endpoint = Endpoint.at(request.normalizedPath(), routes.camel());
    endpoint.ifPresent(there -> request.put(ENDPOINT, there));
    access.follow(request, lives.open(request),
        endpoint.map(Endpoint::template).orElse(AnswerListener.OTHER_PATH));
    if (shutdown.refuses(request.normalizedPath())) {
      answer(request, Problem.of(new ShuttingDownException()));
    } else {
      request.next();
    }
  }

  /**
   * No other route takes forms. Without its type, a form is refused as a body of no known type; with it, Camel's router
   * would write the files in it to the working directory first, whatever {@code camel.server.file-upload-enabled} says.
   */
  private static void takeFormForAnyBody(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && FORM.matcher(type).lookingAt()) {
      request.request().headers().remove(HttpHeaders.CONTENT_TYPE);
    }
    request.next();
  }

  /**
   * What the head of a request already gives a reason to refuse, before its body is read: there is no such path, it
   * does not have the method, it cannot answer with what the client takes. OPTIONS is answered here.
   */
  private void checkHead(RoutingContext context) {
    HttpServerRequest request = context.request();
    Endpoint endpoint = context.get(ENDPOINT);
    if (endpoint == null) {
      answer(context, Problem.NOT_FOUND);
      return;
    }
    AcceptHeader accept = new AcceptHeader(request.headers().getAll(HttpHeaders.ACCEPT));
    if (!endpoint.methods().contains(request.method().name())) {
      answer(context, new Problem(405, "method_not_allowed", "Use %s here.".formatted(endpoint.allow()),
          Map.of("allowed_methods", endpoint.methods()), Map.of("Allow", endpoint.allow())));
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      context.response().setStatusCode(204).putHeader("Allow", endpoint.allow()).end();
    } else if (!endpoint.produces().isEmpty() && endpoint.produces().stream().noneMatch(accept::takes)) {
      answer(context, Problem.notAcceptable(endpoint.produces()));
    } else {
      context.next();
    }
  }

  /** Of a request with a body that dribbles in; uploads have a limit of their own. */
  private void limitBodyTime(RoutingContext context) {
    if (!context.request().isEnded()) {
      long timer = context.vertx().setTimer(limits.bodyTime().toMillis(), late -> {
        if (!context.request().isEnded()) {
          context.fail(new RefusedRequestException(Problem.of(408, "receive_timeout",
              "The body of the request took longer than %d s (%s)."
                  .formatted(limits.bodyTime().toSeconds(), ServerLimits.BODY_TIME))));
        }
      });
      context.addEndHandler(answered -> context.vertx().cancelTimer(timer));
    }
    context.next();
  }

  /** A handler of the router, or Camel while it wrote an answer, gave up. */
  private static Problem failed(RoutingContext request, CamelContext camel) {
    if (request.failure() instanceof RefusedRequestException || request.failure() instanceof SpeechException) {
      return Problem.of(request.failure());
    }
    if (request.failure() instanceof HttpClosedException) {
      return Problem.of(new ClientLeftException());
    }
    return switch (request.statusCode()) {
      case 400, 403 -> Problem.of(400, "bad_request", "The request cannot be read as HTTP says it should.");
      case 413 -> Problem.of(413, "body_too_large", "The body has more than %s bytes (camel.server.max-body-size)."
          .formatted(camel.resolvePropertyPlaceholders("{{camel.server.max-body-size}}")));
      default -> {
        log.atError()
            .addKeyValue("request_id", RequestId.of(request.response()))
            .setCause(request.failure())
            .log("The request failed outside the routes");
        yield Problem.of(new IllegalStateException(request.failure()));
      }
    };
  }

  /** Lets the client get to read the answer, but not send on for ever. */
  private static void hangUpSoon(RoutingContext request) {
    long closing = request.vertx().setTimer(MOMENT_MILLISECONDS, later -> request.request().connection().close());
    request.request().endHandler(whole -> request.vertx().cancelTimer(closing));
  }

  private void answer(RoutingContext request, Problem problem) {
    if (request.response().ended() || request.response().headWritten()) {
      return;
    }
    if (RequestId.of(request.response()) == null) {   // refused before any handler, as a request without a Host is
      RequestId.assign(request.request());
      access.follow(
          request, new RequestLife(RequestId.of(request.response())), AnswerListener.OTHER_PATH);
    }
    if (!request.request().isEnded()) {
      hangUpSoon(request);
    }
    write(request, problem);
  }

  private static void write(RoutingContext request, Problem problem) {
    ErrorShape shape = ErrorShape.at(request.request().path());
    Buffer body = Buffer.buffer(shape.json(problem, RequestId.of(request.response())));
    shape.headers(problem).forEach(request.response()::putHeader);
    request.response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", JsonAnswer.MEDIA_TYPE)
        .putHeader("Content-Length", Integer.toString(body.length()))   // Vert.x leaves it out of answers to HEAD
        .end(body);
  }
}
