package coqui;

import coqui.contract.OpenApi;
import coqui.http.guard.ApiKeys;
import coqui.http.guard.Authentication;
import coqui.http.guard.Cors;
import coqui.http.guard.EdgeGuards;
import coqui.http.guard.RateLimit;
import coqui.http.page.Docs;
import coqui.http.server.EdgeVertx;
import coqui.http.server.RequestLives;
import coqui.http.server.RequestLives.TimeLimit;
import coqui.http.server.RouteSwitch;
import coqui.http.server.RouterEdge;
import coqui.http.server.Shutdown;
import coqui.http.server.Unanswered;
import coqui.http.tts.ParseBatchRequest;
import coqui.metrics.ServiceMetrics;
import coqui.pipeline.FinishedSpeech;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.SpeechModel;
import coqui.pipeline.SpeechProgress;
import coqui.pipeline.Step;
import coqui.speech.SpeechException;
import coqui.speech.SpeechRequest;
import coqui.speech.SynthesisException;
import coqui.xtts.EngineListener;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running program: Camel with the routes, the beans that they name, and the model.
 *
 * <p>{@link #start} returns when the routes run and, for {@link #server}, the port is open; the model loads on in the
 * background. Threads: a worker for each HTTP request, one that loads, one that refreshes speaker metadata, a few that
 * join and finish audio; the model brings its own.
 */
public final class SpeechService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpeechService.class);
  private static final String SYNTHESIZE = "direct:synthesize";
  private static final int SERVER_LOAD_ATTEMPTS = 2;
  private static final int SECONDS_BETWEEN_ATTEMPTS = 1;
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final ServiceMetrics metrics;
  private final Unanswered unanswered = new Unanswered();
  private final ModelLoader model;
  private final OpenApi contract = OpenApi.ofThisProgram();
  private final RouteBeans beans;
  private final ApiKeys keys;
  private final RequestLives lives;
  private final Shutdown shutdown;
  private final RouteSwitch routes = new RouteSwitch();
  private final Camels camels;
  private final ExecutorService finishing =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> daemon(task, "finish-audio"));
  private final ExecutorService refreshing =
      Executors.newSingleThreadExecutor(task -> daemon(task, "refresh-speakers"));

  private Main camel;                                 // made last, when all beans are there
  private Optional<RouteReload> reload = Optional.empty();
  private Optional<Vertx> vertx = Optional.empty();   // the server's
  private Optional<Integer> managementPort = Optional.empty();

  private SpeechService(
      Settings settings, int loadAttempts, ApiKeys keys, Function<EngineListener, SpeechModel> load) {
    this.keys = keys;
    metrics = new ServiceMetrics(settings.metrics().gpuSecondUsd(),
        () -> Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()));
    model = new ModelLoader(settings.modelDirectory().orElseGet(settings::cacheDirectory), loadAttempts,
        () -> load.apply(metrics.engine()));
    beans = new RouteBeans(settings, contract, model, metrics, finishing, refreshing);
    metrics.tell(beans.admission(), model, settings.engine().sequences());
    metrics.tell(beans.encoder());
    lives = new RequestLives(
        Map.of(ParseBatchRequest.PATH, new TimeLimit(settings.batches().timeLimit(), "coqui.batch.time-limit")),
        new TimeLimit(settings.http().requestTimeLimit(), "coqui.request.time-limit"));
    shutdown = new Shutdown(settings.http().stopDelay(), settings.http().drainTime(), lives, unanswered);
    camels = new Camels(settings, lives::notifier);
    beans.bind(camels);
  }

  /**
   * The service with its HTTP server and all routes.
   *
   * @param load makes the model, whose engine is to tell the listener what it does
   * @throws InvalidSettingException if the address of a server is not free, or a folder cannot be worked in
   */
  public static SpeechService server(Settings settings, Function<EngineListener, SpeechModel> load) {
    settings.http().checkAddressIsFree();
    SpeechService service = new SpeechService(settings, SERVER_LOAD_ATTEMPTS, settings.http().apiKeys(), load);
    service.beans.inbox().open();
    service.camels.bind("docs", new Step(new Docs(service.contract)));
    service.camels.bind(MicrometerConstants.METRICS_REGISTRY_NAME, service.metrics.registry());
    service.camels.bind("metrics", new Step(service.metrics.answer()));
    service.camel = service.camels.make(settings.routes().all());
    service.bindServer(settings);
    return service;
  }

  /** The same routes to speech without a server, for commands. */
  public static SpeechService local(Settings settings, Function<EngineListener, SpeechModel> load) {
    SpeechService service = new SpeechService(settings, 1, ApiKeys.NONE, load);
    service.camel = service.camels.make(settings.routes().ofCommands());
    service.camel.addOverrideProperty("camel.server.enabled", "false");
    service.camel.addOverrideProperty("camel.metrics.enabled", "false");
    return service;
  }

  /** What only the Camel with the servers has. */
  private void bindServer(Settings settings) {
    vertx = Optional.of(new EdgeVertx(
        settings.http().workerThreads(), settings.http().limits(), unanswered, metrics.answers()));
    camel.bind("vertx", vertx.get());
    camel.bind("routerEdge", new RouterEdge(settings.http().limits(), lives, shutdown, guards(settings.http()),
        beans.uploads(), routes, metrics.answers()));
    managementPort = settings.metrics().freePort();
    managementPort.ifPresent(port -> {
      camel.addOverrideProperty("camel.management.enabled", "true");
      camel.addOverrideProperty("camel.management.host", settings.metrics().host());
      camel.addOverrideProperty("camel.management.port", port.toString());
    });
    metrics.watch(beans.speakers(), settings.metrics().gpuTool());
    if (settings.routes().reload()) {
      reload = settings.routes().folder().map(folder -> reload(folder, settings));
    }
  }

  private RouteReload reload(Path folder, Settings settings) {
    return new RouteReload(folder, routes,
        router -> camels.makeBeside(settings.routes().all(), router),
        () -> camel.getCamelContext().getRouteController().stopAllRoutes(),
        settings.http().longestRequest().plus(MOMENT));
  }

  private EdgeGuards guards(HttpSettings settings) {
    return new EdgeGuards(
        new Cors(settings.corsOrigins()),
        new Authentication(keys, settings.openAi().listsNeedKey()),
        new RateLimit(settings.rateLimit(), System::nanoTime));
  }

  /** Opens the port and begins to load the model. */
  public CompletableFuture<SpeechModel> start() throws Exception {
    keys.watch();
    camel.start();
    reload.ifPresent(RouteReload::watch);
    Executor loading = task -> daemon(task, "load-model").start();
    long began = System.nanoTime();
    return model.start(
        loading, CompletableFuture.delayedExecutor(SECONDS_BETWEEN_ATTEMPTS, TimeUnit.SECONDS, loading))
        .thenApply(loaded -> {
          metrics.loaded(loaded, Version.number(), Duration.ofNanos(System.nanoTime() - began));
          return loaded;
        });
  }

  /** The port that the server listens on. */
  public int port() {
    return camel.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
  }

  /** The port with the metrics; empty where there is none. */
  public Optional<Integer> managementPort() {
    return managementPort;
  }

  /**
   * Lets the routes speak, as a request over HTTP would; waits for the model first.
   *
   * @param asked the fields of {@code POST /tts} and their values, as JSON writes them but for the quotes
   */
  public FinishedSpeech speak(Map<String, String> asked, SpeechProgress progress) throws Exception {
    SpeechRequest request = beans.requests().accept(beans.speech().read(asked), model::await);
    Exchange exchange = camel.getCamelTemplate().request(SYNTHESIZE, speaking -> {
      speaking.getMessage().setBody(request);
      speaking.setProperty(SpeechProgress.PROPERTY, progress);
    });
    if (exchange.getException() != null) {
      throw SpeechException.in(exchange.getException())
          .orElseGet(() -> new SynthesisException("The text could not be spoken.", exchange.getException()));
    }
    return exchange.getMessage().getBody(FinishedSpeech.class);
  }

  /** Ends the service, as {@link Shutdown} says where it has a server, and then all that it is made of. */
  @Override
  public void close() {
    beans.inbox().close();   // its files can wait for the next start
    vertx.ifPresent(server -> shutdown.run());
    reload.ifPresent(RouteReload::close);
    camel.stop();
    vertx.ifPresent(SpeechService::close);
    finishing.shutdown();
    refreshing.shutdown();
    keys.close();
    model.close();
    metrics.close();
  }

  private static void close(Vertx vertx) {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(MOMENT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The HTTP server's threads do not end ({}); they are left behind", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
