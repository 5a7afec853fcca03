package coqui.http.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Leads each request to the routes that are in force when it comes, and remembers which requests those still have, so
 * that routes can be replaced while the service runs: new requests go to the new ones at once, those in work stay with
 * the old ones to their end.
 *
 * <p><b>Threads.</b> Any.
 */
public final class RouteSwitch {

  private VertxPlatformHttpRouter server;   // written once, by begin, before there are requests
  private Generation inForce;               // guarded by this

  /** Routes of one Camel context, that run. */
  public static final class Generation {

    private final CamelContext camel;
    private final Optional<Router> router;   // empty: that of the server itself
    private final Unanswered requests = new Unanswered();

    private Generation(CamelContext camel, Optional<Router> router) {
      this.camel = camel;
      this.router = router;
    }

    /** Waits until it has no request any more, or the time is over. Says whether it has none. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
      return requests.awaitNone(atMost);
    }
  }

  /** The routes that the server starts with are in force. */
  void begin(CamelContext camel, VertxPlatformHttpRouter router) {
    server = router;
    synchronized (this) {
      inForce = new Generation(camel, Optional.empty());
    }
  }

  /** A router for routes that may be in force later; no request comes to it before. Bodies are received as ever. */
  public VertxPlatformHttpRouter newRouter() {
    VertxPlatformHttpRouter receiving = server;
    return new VertxPlatformHttpRouter(server.getServer(), server.vertx(), Router.router(server.vertx()),
        VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO, VertxPlatformHttpRouter.SERVER_TYPE_SERVER) {

      @Override
      public Handler<RoutingContext> bodyHandler() {
        return receiving.bodyHandler();
      }
    };
  }

  /**
   * From now on, requests go to the routes of {@code camel}, which run, with a router of {@link #newRouter}.
   *
   * @return what was in force before; it may have requests in work
   */
  public synchronized Generation replace(CamelContext camel, Router router) {
    Generation before = inForce;
    inForce = new Generation(camel, Optional.of(router));
    return before;
  }

  /** That of the routes in force. */
  synchronized CamelContext camel() {
    return inForce.camel;
  }

  /** Leads the request on. */
  void lead(RoutingContext request) {
    Generation routes;
    synchronized (this) {   // so that whoever replaces the routes sees every request that they have
      routes = inForce;
      routes.requests.add();
    }
    request.addEndHandler(answered -> routes.requests.remove(1));
    routes.router.ifPresentOrElse(own -> own.handleContext(request), request::next);
  }
}
