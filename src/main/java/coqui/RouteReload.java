package coqui;

import coqui.http.server.RouteSwitch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has edited routes take effect while the service runs.
 *
 * <p><b>How.</b> All routes of the folder start anew, beside those in force, in a Camel of their own; only if each of
 * them starts, requests are led to them ({@link RouteSwitch}). The old ones keep the requests that they have, and
 * are stopped when those are answered. So nothing is in force by halves, and no request meets a gap. Camel's own reload
 * stops a route before it knows whether the new one starts, and takes no change of an {@code errors.yaml} to the routes
 * that use it.
 *
 * <p><b>When.</b> The files are looked at twice a second; a change counts once they were the same twice, so that one
 * that is being written is left alone. What cannot be started changes nothing, and the log says why, once.
 *
 * <p><b>Threads.</b> One of its own. It waits for the requests of the routes before, so that there are never more than
 * two sets of routes: a second edit waits for the requests that the first one left behind.
 */
final class RouteReload implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RouteReload.class);
  private static final int MILLISECONDS_BETWEEN_LOOKS = 500;
  private static final int SECONDS_TO_END = 5;
  private static final int LONGEST_REASON = 500;

  /** Stops routes that have no requests any more. */
  @FunctionalInterface
  interface Stop {
    void run() throws Exception;
  }

  private final Path folder;
  private final RouteSwitch routes;
  private final Function<VertxPlatformHttpRouter, Main> making;
  private final Duration longestRequest;
  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "reload-routes");
    thread.setDaemon(true);
    return thread;
  });

  private Stop stopThoseInForce;   // the thread's own, as are the next three
  private RouteFiles inForce;
  private RouteFiles tried;        // in force, or refused
  private RouteFiles seen;
  private String lastProblem = "";

  /**
   * @param folder of the files
   * @param making a Camel, not started, with all routes of the folder on that router
   * @param stopFirst stops the routes that the service started with
   * @param longestRequest after which nobody waits for an answer any more
   * @throws UncheckedIOException if the files cannot be read
   */
  RouteReload(
      Path folder,
      RouteSwitch routes,
      Function<VertxPlatformHttpRouter, Main> making,
      Stop stopFirst,
      Duration longestRequest) {
    this.folder = folder;
    this.routes = routes;
    this.making = making;
    this.stopThoseInForce = stopFirst;
    this.longestRequest = longestRequest;
    this.inForce = first(folder);
    this.tried = inForce;
    this.seen = inForce;
  }

  private static RouteFiles first(Path folder) {
    try {
      return RouteFiles.in(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the routes in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Begins to look; the routes that the service starts with run. */
  void watch() {
    looking.scheduleWithFixedDelay(
        this::look, MILLISECONDS_BETWEEN_LOOKS, MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      RouteFiles now = RouteFiles.in(folder);
      boolean settled = now.sameAs(seen);
      seen = now;
      if (settled && !now.sameAs(tried)) {
        tried = now;
        take(now);
      }
      lastProblem = "";
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      if (!lastProblem.equals(e.toString())) {
        lastProblem = e.toString();
        log.warn("The routes in {} cannot be looked at ({}); they stay as they were", folder, lastProblem);
      }
    }
  }

  private void take(RouteFiles files) throws InterruptedException {
    List<String> changed = files.differentFrom(inForce);
    Optional<String> problem = files.problemAfter(inForce);
    if (problem.isPresent()) {
      refuse(problem.get(), changed);
    } else if (!changed.isEmpty()) {
      start(files, changed);
    } else {
      log.info("The routes in {} are those in force again", folder);
    }
  }

  private void start(RouteFiles files, List<String> changed) throws InterruptedException {
    long began = System.nanoTime();
    VertxPlatformHttpRouter router = routes.newRouter();
    Main camel = making.apply(router);
    try {
      camel.start();
    } catch (Exception | LinkageError e) {
      camel.stop();
      refuse(reason(e), changed);
      return;
    }
    RouteSwitch.Generation before = routes.replace(camel.getCamelContext(), router);
    Stop stopThoseBefore = stopThoseInForce;
    stopThoseInForce = camel::stop;
    inForce = files;
    log.atInfo()
        .addKeyValue("changed", changed)
        .addKeyValue("milliseconds", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
        .log("routes.reloaded");
    try {
      before.awaitEnd(longestRequest);
    } finally {
      stop(stopThoseBefore);
    }
  }

  private static void stop(Stop routes) {
    try {
      routes.run();
    } catch (Exception e) {
      log.warn("Routes that are no longer in force cannot be stopped", e);
    }
  }

  private static void refuse(String reason, List<String> changed) {
    log.atWarn()
        .addKeyValue("reason", reason)
        .addKeyValue("changed", changed)
        .log("routes.refused; those in force stay");
  }

  /** What is told by the innermost cause that tells anything, on one line. */
  private static String reason(Throwable failure) {
    String reason = failure.toString();
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause.getMessage() != null) {
        reason = cause.getMessage();
      }
      cause = cause.getCause();
    }
    String line = reason.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }

  /** Looks no more, and stops the routes in force. */
  @Override
  public void close() {
    looking.shutdownNow();
    try {
      if (!looking.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        log.warn("The routes are still being reloaded; that is left behind");
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    stop(stopThoseInForce);
  }
}
