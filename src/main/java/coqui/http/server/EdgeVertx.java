package coqui.http.server;

import coqui.http.Problem;
import coqui.http.RequestId;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vert.x with our limits on connections and our answers to what is no HTTP. To be bound before Camel starts, and closed
 * after it stopped.
 *
 * <p>Camel's server sets no option of Vert.x's and lets nobody do so; what it takes is a whole Vert.x, so that is where
 * they are set. The handler of a connection comes from Netty, since nothing else hears of a request before its head is
 * whole.
 */
public final class EdgeVertx extends VertxWrapper {

  private static final String VERTX_HANDLER = "handler";

  private final ServerLimits limits;
  private final Unanswered requests;
  private final AnswerListener listener;
  private final AccessLog access;

  /**
   * @param workerThreads how many requests the routes can have at a time
   * @param limits of each server
   * @param requests of all servers; is kept up to date
   * @param listener hears of refusals
   */
  public EdgeVertx(int workerThreads, ServerLimits limits, Unanswered requests, AnswerListener listener) {
    super((VertxInternal) Vertx.vertx(new VertxOptions()
        .setWorkerPoolSize(workerThreads)
        // A worker waits for its request's speech: minutes are no fault here.
        .setMaxWorkerExecuteTimeUnit(TimeUnit.MINUTES)
        .setMaxWorkerExecuteTime(60)
        .setFileSystemOptions(
            new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false))));
    this.limits = limits;
    this.requests = requests;
    this.listener = listener;
    this.access = new AccessLog(listener);
  }

  @Override
  public HttpServer createHttpServer(HttpServerOptions options) {
    AtomicInteger connections = new AtomicInteger();   // of this server: a crowd at one port does not close the other
    return super.createHttpServer(options
            .setMaxInitialLineLength(limits.lineBytes())
            .setMaxHeaderSize(limits.headerBytes())
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout((int) limits.silence().toSeconds())
            // Its refusals have no bodies, and one client's slow upload would take its other requests along.
            .setHttp2ClearTextEnabled(false))
        .connectionHandler(connection -> {
          ConnectionWatch watch = new ConnectionWatch(limits, connections, requests, listener);
          ((ConnectionBase) connection).channel().pipeline().addBefore(VERTX_HANDLER, "watch", watch);
        })
        .invalidRequestHandler(this::refuse);
  }

  private void refuse(HttpServerRequest request) {
    RequestId.assign(request);
    Problem problem = BadHttp.problem(request.decoderResult().cause(), limits);
    access.refused(request, problem);
    BadHttp.refuse(request, problem);
  }
}
