package coqui.http;

import coqui.pipeline.RequestLife;
import coqui.speech.ClientLeftException;
import coqui.speech.RequestTimeoutException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/**
 * Gives every request its {@link RequestLife} and ends it when the client leaves or the request's time is over; the
 * latter is answered here, however far the route is.
 *
 * <p>Camel's consumer hands a route nothing of the router's but request and response, and the only moment between its
 * making an exchange and the first step is an event; so this is an event notifier, to be bound before Camel starts.
 *
 * <p><b>Threads.</b> A request opens and ends on its event loop; its exchange is made on any other thread, perhaps
 * when the client is gone already.
 */
public final class RequestLives extends SimpleEventNotifierSupport {

  static final String TIME_LIMIT_SETTING = "coqui.request.time-limit";

  private final Duration limit;
  private final Map<HttpServerRequest, RequestLife> open = new ConcurrentHashMap<>();

  /** @param limit from the head of a request to its answer */
  public RequestLives(Duration limit) {
    this.limit = limit;
    setIgnoreExchangeEvents(false);
    setIgnoreExchangeCreatedEvent(false);
  }

  /** A request arrives; it has its id. */
  void open(RoutingContext context) {
    HttpServerRequest request = context.request();
    RequestLife life = new RequestLife(RequestId.of(context.response()));
    open.put(request, life);
    long timer = context.vertx().setTimer(limit.toMillis(), late -> {
      RequestTimeoutException reason = new RequestTimeoutException(limit, TIME_LIMIT_SETTING);
      life.end(reason);
      context.fail(reason);
    });
    context.addEndHandler(answered -> {
      context.vertx().cancelTimer(timer);
      open.remove(request);
      if (answered.failed()) {
        life.end(new ClientLeftException());
      }
    });
  }

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof ExchangeCreatedEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    Exchange exchange = ((ExchangeCreatedEvent) event).getExchange();
    if (exchange.getIn() instanceof HttpMessage message && !RequestLife.isIn(exchange)) {
      RequestLife life = open.get(message.getRequest());
      if (life == null) {   // gone before a thread was free for its exchange
        life = new RequestLife(RequestId.of(message.getResponse()));
        life.end(new ClientLeftException());
      }
      life.storeIn(exchange);
    }
  }
}
