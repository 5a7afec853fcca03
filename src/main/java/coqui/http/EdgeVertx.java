package coqui.http;

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
  private final AtomicInteger connections = new AtomicInteger();

  /** @param workerThreads how many requests the routes can have at a time */
  public EdgeVertx(int workerThreads, ServerLimits limits) {
    super((VertxInternal) Vertx.vertx(new VertxOptions()
        .setWorkerPoolSize(workerThreads)
        // A worker waits for its request's speech: minutes are no fault here.
        .setMaxWorkerExecuteTimeUnit(TimeUnit.MINUTES)
        .setMaxWorkerExecuteTime(60)
        .setFileSystemOptions(
            new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false))));
    this.limits = limits;
  }

  @Override
  public HttpServer createHttpServer(HttpServerOptions options) {
    return super.createHttpServer(options
            .setMaxInitialLineLength(limits.lineBytes())
            .setMaxHeaderSize(limits.headerBytes())
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout((int) limits.silence().toSeconds())
            // Its refusals have no bodies, and one client's slow upload would take its other requests along.
            .setHttp2ClearTextEnabled(false))
        .connectionHandler(connection -> {
          ConnectionWatch watch = new ConnectionWatch(limits, connections);
          ((ConnectionBase) connection).channel().pipeline().addBefore(VERTX_HANDLER, "watch", watch);
        })
        .invalidRequestHandler(this::refuse);
  }

  private void refuse(HttpServerRequest request) {
    RequestId.assign(request);
    BadHttp.refuse(request, BadHttp.problem(request.decoderResult().cause(), limits));
  }
}
