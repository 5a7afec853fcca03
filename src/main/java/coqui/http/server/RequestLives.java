package coqui.http.server;

import coqui.http.RequestId;
import coqui.pipeline.RequestLife;
import coqui.speech.ClientLeftException;
import coqui.speech.RequestTimeoutException;
import coqui.speech.ShuttingDownException;
import coqui.speech.SpeechException;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.support.SimpleEventNotifierSupport;

/**
 * Gives every request its {@link RequestLife} and ends it when the client leaves, when the request's time is over, or
 * when the service stops and will wait no longer ({@link #endAll}); the latter two are answered here, however far the
 * route is.
 *
 * <p>Camel's consumer hands a route nothing of the router's but request and response, and the only moment between its
 * making an exchange and the first step is an event ({@link #notifier}).
 *
 * <p><b>Threads.</b> A request opens and ends on its event loop; its exchange is made on any other thread, perhaps
 * when the client is gone already.
 */
public final class RequestLives {

  private final Map<String, TimeLimit> limits;
  private final TimeLimit anyOther;
  private final Map<HttpServerRequest, Open> open = new ConcurrentHashMap<>();

  private record Open(RequestLife life, Consumer<SpeechException> ending) {}

  /**
   * From the head of a request to its answer.
   *
   * @param setting the configuration key that says so
   */
  public record TimeLimit(Duration time, String setting) {}

  /**
   * @param limits by path
   * @param anyOther of all other paths
   */
  public RequestLives(Map<String, TimeLimit> limits, TimeLimit anyOther) {
    this.limits = limits;
    this.anyOther = anyOther;
  }

  /** A request arrives; it has its id. */
  RequestLife open(RoutingContext context) {
    TimeLimit limit = limits.getOrDefault(context.normalizedPath(), anyOther);
    HttpServerRequest request = context.request();
    RequestLife life = new RequestLife(RequestId.of(context.response()));
    Consumer<SpeechException> ending = reason -> {
      life.end(reason);
      context.fail(reason);
    };
    Context loop = context.vertx().getOrCreateContext();
    open.put(request, new Open(life, reason -> loop.runOnContext(now -> ending.accept(reason))));
    long timer = context.vertx().setTimer(
        limit.time().toMillis(),
        late -> ending.accept(new RequestTimeoutException(limit.time(), limit.setting())));
    context.addEndHandler(answered -> {
      context.vertx().cancelTimer(timer);
      open.remove(request);
      if (answered.failed()) {
        life.end(new ClientLeftException());
      }
    });
    return life;
  }

  /** What a Camel tells of its exchanges; to be bound before it starts. */
  public EventNotifier notifier() {
    SimpleEventNotifierSupport notifier = new SimpleEventNotifierSupport() {

      @Override
      public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeCreatedEvent;
      }

      @Override
      public void notify(CamelEvent event) {
        begin(((ExchangeCreatedEvent) event).getExchange());
      }
    };
    notifier.setIgnoreExchangeEvents(false);
    notifier.setIgnoreExchangeCreatedEvent(false);
    return notifier;
  }

  private void begin(Exchange exchange) {
    if (exchange.getIn() instanceof HttpMessage message && !RequestLife.isIn(exchange)) {
      Open known = open.get(message.getRequest());
      RequestLife life = known == null ? new RequestLife(RequestId.of(message.getResponse())) : known.life();
      if (known == null) {   // gone before a thread was free for its exchange
        life.end(new ClientLeftException());
      }
      life.storeIn(exchange);
    }
  }

  /** Ends all requests that there are, since the service stops. Does not wait for their answers. */
  void endAll() {
    open.values().forEach(request -> request.ending().accept(new ShuttingDownException()));
  }
}
