package coqui;

import coqui.audio.AudioDecoder;
import coqui.audio.LoudnessNormalizer;
import coqui.cache.AudioCache;
import coqui.checkpoint.CheckpointFolder;
import coqui.contract.OpenApi;
import coqui.contract.RequestSchema;
import coqui.http.ApiKeys;
import coqui.http.AudioDelivery;
import coqui.http.AudioResponse;
import coqui.http.Authentication;
import coqui.http.CloneUploads;
import coqui.http.ClosedHeaderFilter;
import coqui.http.Cors;
import coqui.http.Docs;
import coqui.http.EdgeGuards;
import coqui.http.EdgeVertx;
import coqui.http.ErrorResponse;
import coqui.http.Health;
import coqui.http.ListSpeakers;
import coqui.http.ParseCloneRequest;
import coqui.http.ParseSpeechRequest;
import coqui.http.RateLimit;
import coqui.http.Readiness;
import coqui.http.RequestLives;
import coqui.http.RouteSwitch;
import coqui.http.RouterEdge;
import coqui.http.Shutdown;
import coqui.http.Unanswered;
import coqui.metrics.ServiceMetrics;
import coqui.pipeline.Admission;
import coqui.pipeline.CrossfadeClips;
import coqui.pipeline.FinishAudio;
import coqui.pipeline.FinishedSpeech;
import coqui.pipeline.InferenceLog;
import coqui.pipeline.KeepSpeech;
import coqui.pipeline.LevelChunk;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.PlanSpeech;
import coqui.pipeline.RecallSpeech;
import coqui.pipeline.RevalidateSpeakers;
import coqui.pipeline.SpeechKeys;
import coqui.pipeline.SpeechModel;
import coqui.pipeline.SpeechProgress;
import coqui.pipeline.SpeechRequests;
import coqui.pipeline.Step;
import coqui.pipeline.StreamSpeech;
import coqui.pipeline.Synthesis;
import coqui.pipeline.VoiceFromReferences;
import coqui.speakers.AfterWrite;
import coqui.speakers.SpeakerCatalog;
import coqui.speakers.SpeakerMetadataFile;
import coqui.speakers.VolumeCommit;
import coqui.speech.SpeechException;
import coqui.speech.SpeechRequest;
import coqui.speech.SynthesisException;
import coqui.xtts.EngineListener;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
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
import org.apache.camel.Processor;
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
 *
 * <p>Longer than other files, since this is the one place where all that there is meets.
 */
public final class SpeechService implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SpeechService.class);
  private static final String SYNTHESIZE = "direct:synthesize";
  private static final int SERVER_LOAD_ATTEMPTS = 2;
  private static final int SECONDS_BETWEEN_ATTEMPTS = 1;
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final ServiceMetrics metrics;
  private final Unanswered unanswered = new Unanswered();
  private final ModelLoader model;
  private final OpenApi contract = OpenApi.ofThisProgram();
  private final RequestSchema speech = contract.body("/tts", "application/json");
  private final SpeechRequests requests;
  private final Admission admission;
  private final SpeakerCatalog speakers;
  private final ApiKeys keys;
  private final RequestLives lives;
  private final Shutdown shutdown;
  private final RouteSwitch routes = new RouteSwitch();
  private final Camels camels;
  private final CloneUploads uploads;
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
    requests = new SpeechRequests(
        settings.requests().maxCharacters(), settings.requests().defaultSpeaker(), settings.audio().sampleRate());
    admission = new Admission(settings.http().admission(), metrics.speech());
    metrics.tell(admission, model, settings.engine().sequences());
    lives = new RequestLives(settings.http().requestTimeLimit());
    shutdown = new Shutdown(settings.http().stopDelay(), settings.http().drainTime(), lives, unanswered);
    camels = new Camels(settings, lives::notifier);
    uploads = new CloneUploads(contract.body(CloneUploads.PATH, CloneUploads.MEDIA_TYPE),
        settings.http().uploads(), settings.requests().maxCharacters());
    bindPipeline(settings);
    bindHttp(settings);
    speakers = speakers(settings);
    camels.bind("listSpeakers", new ListSpeakers(contract.query("get", "/speakers"), speakers));
    camels.bind("revalidateSpeakers", new RevalidateSpeakers(speakers));
  }

  /**
   * The service with its HTTP server and all routes.
   *
   * @param load makes the model, whose engine is to tell the listener what it does
   * @throws InvalidSettingException if the address of a server is not free
   */
  public static SpeechService server(Settings settings, Function<EngineListener, SpeechModel> load) {
    settings.http().checkAddressIsFree();
    SpeechService service = new SpeechService(settings, SERVER_LOAD_ATTEMPTS, settings.http().apiKeys(), load);
    service.bindStep("docs", new Docs(service.contract));
    service.camels.bind(MicrometerConstants.METRICS_REGISTRY_NAME, service.metrics.registry());
    service.bindStep("metrics", service.metrics.answer());
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
    camel.bind("routerEdge", new RouterEdge(settings.http().limits(), lives, shutdown, guards(settings.http()), uploads,
        routes, metrics.answers()));
    managementPort = settings.metrics().freePort();
    managementPort.ifPresent(port -> {
      camel.addOverrideProperty("camel.management.enabled", "true");
      camel.addOverrideProperty("camel.management.host", settings.metrics().host());
      camel.addOverrideProperty("camel.management.port", port.toString());
    });
    metrics.watch(speakers, settings.metrics().gpuTool());
    if (settings.routes().reload()) {
      reload = settings.routes().folder().map(folder -> reload(folder, settings));
    }
  }

  private RouteReload reload(Path folder, Settings settings) {
    return new RouteReload(folder, routes,
        router -> camels.makeBeside(settings.routes().all(), router),
        () -> camel.getCamelContext().getRouteController().stopAllRoutes(),
        settings.http().requestTimeLimit().plus(MOMENT));
  }

  private void bindPipeline(Settings settings) {
    SecureRandom random = new SecureRandom();
    InferenceLog inferences = new InferenceLog(settings.log().texts(), System::nanoTime, metrics.speech());
    Settings.AudioSettings audio = settings.audio();
    LoudnessNormalizer loudness = new LoudnessNormalizer(audio.targetLufs(), audio.truePeakDbfs());
    bindStep("admission", admission);
    bindStep("planSpeech",
        new PlanSpeech(model, settings.requests().chunksInFlight(), () -> random.nextLong() & Long.MAX_VALUE,
            inferences));
    camels.bind("synthesis", new Synthesis(model, finishing));
    bindStep("levelChunk", new LevelChunk(loudness));
    camels.bind("crossfade", new CrossfadeClips(audio.crossfadeSeconds()));
    bindStep("finishAudio", new FinishAudio(loudness, inferences));
    AudioCache cache = new AudioCache(settings.audioCache(), Clock.systemUTC());
    bindStep("recallSpeech", new RecallSpeech(model, cache, new SpeechKeys(
        Version.number(), audio.crossfadeSeconds(), audio.targetLufs(), audio.truePeakDbfs()), inferences,
        metrics.speech()));
    bindStep("keepSpeech", new KeepSpeech(cache));
    bindStep("voiceFromReferences", new VoiceFromReferences(model,
        new AudioDecoder(settings.http().decoding()), settings.http().decodingAtATime(), settings.voicesKept(),
        metrics.speech()));
    bindStep("streamSpeech", new StreamSpeech(model, audio.crossfadeSeconds(), loudness, inferences));
    bindStep("errorResponse", new ErrorResponse(inferences));
  }

  private void bindHttp(Settings settings) {
    camels.bind("headerFilter", new ClosedHeaderFilter());
    bindStep("parseCloneRequest", new ParseCloneRequest(uploads, requests, model, delivery("/voice-clone", settings)));
    bindStep("parseSpeechRequest", new ParseSpeechRequest(speech, requests, model, delivery("/tts", settings)));
    bindStep("audioResponse", new AudioResponse());
    bindStep("health", new Health(model, admission, Version.number(), System::nanoTime));
    bindStep("readiness", new Readiness(model));
  }

  private AudioDelivery delivery(String path, Settings settings) {
    return new AudioDelivery(contract.query("post", path), settings.http().stallLimit());
  }

  private void bindStep(String name, Processor step) {
    camels.bind(name, new Step(step));
  }

  private EdgeGuards guards(HttpSettings settings) {
    return new EdgeGuards(
        new Cors(settings.corsOrigins()),
        new Authentication(keys),
        new RateLimit(settings.rateLimit(), System::nanoTime));
  }

  private SpeakerCatalog speakers(Settings settings) {
    return new SpeakerCatalog(
        new SpeakerMetadataFile(settings.speakers().metadataFile(),
            () -> CheckpointFolder.speakersIdentity(settings.checkpointDirectory())),
        () -> CheckpointFolder.open(settings.checkpoint()).voices().keySet(),
        Clock.systemUTC(),
        refreshing,
        settings.speakers().volume().<AfterWrite>map(VolumeCommit::new).orElse(AfterWrite.NOTHING));
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
    SpeechRequest request = requests.accept(speech.read(asked), model::await);
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
      log.warn("The HTTP server's threads do not end ({}); they are left behind", e.toString());
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
