package coqui.bench;

import coqui.Version;
import coqui.bench.SpeechClient.Spoken;
import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.ModelArchives;
import coqui.checkpoint.Precisions;
import coqui.pipeline.CheckpointTexts;
import coqui.speech.ChunkRequest;
import coqui.speech.Language;
import coqui.speech.SamplingSettings;
import coqui.speech.Voice;
import coqui.text.TextChunk;
import coqui.text.TextFrontEnd;
import coqui.xtts.EngineSettings;
import coqui.xtts.StepTimer;
import coqui.xtts.XttsEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures one checkpoint on this machine, from the start of a server to a step of the GPT. For one thread, once. */
public final class Benchmark {

  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final SamplingSettings GREEDY = new SamplingSettings(0, 0, 1, 5);
  private static final int STEPS_TO_WARM_UP = 3;
  private static final long SEED = 1;

  private final MeasuredModel model;
  private final CheckpointFolder folder;
  private final EngineSettings engine;
  private final Path cacheDirectory;
  private final BenchPlan plan;
  private final Deadline deadline;
  private final Consumer<String> stage;
  private final TextFrontEnd texts;
  private final Language language;

  /**
   * @param cacheDirectory where the converted model is kept
   * @param stage hears what is measured next
   */
  public Benchmark(MeasuredModel model, EngineSettings engine, Path cacheDirectory, BenchPlan plan,
      Consumer<String> stage) {
    this.model = model;
    this.folder = CheckpointFolder.open(model.checkpoint());
    this.engine = engine;
    this.cacheDirectory = cacheDirectory;
    this.plan = plan;
    this.deadline = new Deadline(plan.limit(), System::nanoTime);
    this.stage = stage;
    this.texts = CheckpointTexts.of(model.checkpoint()).frontEnd();
    this.language = language(folder.config().languages());
  }

  /** English, as the texts are, if the model speaks it. */
  private static Language language(List<String> codes) {
    List<Language> languages = codes.stream().map(Language::of).flatMap(Optional::stream).toList();
    return languages.isEmpty() || languages.contains(Language.ENGLISH) ? Language.ENGLISH : languages.get(0);
  }

  /**
   * Measures everything.
   *
   * @param progress of the conversion, where the checkpoint was not converted before
   * @throws IOException if the server does not start, or does not answer
   */
  public BenchReport run(ConversionProgress progress) throws Exception {
    Double loadBefore = Machine.load();
    Precisions precisions = XttsEngine.precisions(folder, engine);
    Path archive = new ModelArchives(cacheDirectory).archiveOf(folder, precisions, progress);
    Served served = served(serverSettings());
    stage.accept("The model alone");
    try (StepTimer timer = StepTimer.load(archive, folder.config(), engine)) {
      List<StepTimes> decoding = decoding(timer);
      return new BenchReport(
          Version.number(), Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), Machine.here(), loadBefore,
          Machine.load(), model.name(), timer.device(), precisions.gpt().toString(),
          precisions.vocoder().toString(), engine.threads(), engine.sequences(),
          served.start, served.texts, served.firstSound, served.throughput, served.peakMemoryBytes, decoding);
    }
  }

  /** What a client sees. */
  private record Served(
      Repeated start, List<SpeechTimes> texts, Repeated firstSound, List<LoadLevel> throughput,
      Long peakMemoryBytes) {}

  private Served served(Map<String, String> settings) throws Exception {
    stage.accept("Starting the server");
    List<Double> starts = new ArrayList<>();
    while (starts.size() < plan.starts() - 1 && !deadline.passed()) {
      try (ServerProcess server = ServerProcess.start(model.checkpoint(), settings)) {
        starts.add(server.startSeconds());
      }
    }
    try (ServerProcess server = ServerProcess.start(model.checkpoint(), settings)) {
      starts.add(server.startSeconds());
      SpeechClient client = new SpeechClient(server.port(), language.code(), PATIENCE);
      stage.accept("Warming up");
      client.speak(BenchTexts.oneChunk(), SEED);
      List<SpeechTimes> alone = new ArrayList<>();
      for (String text : List.of(BenchTexts.oneChunk(), BenchTexts.eightChunks())) {
        if (!deadline.passed()) {
          alone.add(alone(client, text));
        }
      }
      stage.accept("The first sound of a stream");
      Repeated firstSound = Repeated.measure(
          plan.repetitions(), deadline, () -> client.firstSound(BenchTexts.oneChunk(), SEED));
      List<LoadLevel> throughput = new ArrayList<>();
      for (int clients : plan.clients()) {
        if (!deadline.passed()) {
          stage.accept("Clients at once: " + clients);
          throughput.add(Crowd.of(clients, client, BenchTexts.oneChunk()));
        }
      }
      return new Served(Repeated.of(starts), alone, firstSound, throughput, server.peakMemoryBytes());
    }
  }

  /** As few of the operator's settings are changed as will do: the figures are to be those of the service. */
  private Map<String, String> serverSettings() {
    Map<String, String> settings = new HashMap<>(Map.of(
        "camel.server.host", "127.0.0.1",
        "coqui.cache.dir", cacheDirectory.toString(),
        "coqui.log.level", "WARN",
        // what would refuse this client or answer without speaking
        "coqui.api-keys", "",
        "coqui.api-keys.file", "",
        "coqui.rate-limit.requests-per-minute", "0",
        "coqui.request.time-limit", Long.toString(PATIENCE.toSeconds()),
        "coqui.audio-cache.memory-bytes", "0",
        "coqui.audio-cache.directory", ""));
    // and what it would write to the volume of the real service
    settings.put("coqui.speakers.metadata-file", cacheDirectory.resolve("bench-speakers.json").toString());
    settings.put("coqui.speakers.volume", "");
    if (model.random()) {
      settings.put("coqui.guard.enabled", "false");   // it would take noise for failed speech, and repeat it
    }
    return settings;
  }

  private SpeechTimes alone(SpeechClient client, String text) throws Exception {
    int chunks = texts.plan(text, language).chunks().size();
    stage.accept("A text of %d chunk%s".formatted(chunks, chunks == 1 ? "" : "s"));
    List<Double> audioSeconds = new ArrayList<>();
    Repeated seconds = Repeated.measure(plan.repetitions(), deadline, () -> {
      Spoken spoken = client.speak(text, SEED);
      audioSeconds.add(spoken.audioSeconds());   // the same each time, since the seed is
      return spoken.seconds();
    });
    return new SpeechTimes(chunks, audioSeconds.get(0), seconds, seconds.dividedBy(audioSeconds.get(0)));
  }

  private List<StepTimes> decoding(StepTimer timer) throws Exception {
    ChunkRequest request = request();
    List<StepTimes> times = new ArrayList<>();
    for (int batch : plan.batches()) {
      if (!deadline.passed()) {
        stage.accept("Sequences side by side: " + batch);
        timer.steps(request, batch, STEPS_TO_WARM_UP);
        Repeated step = Repeated.measure(plan.repetitions(), deadline,
            () -> timer.steps(request, batch, plan.steps()) * 1e3 / plan.steps());
        times.add(new StepTimes(batch, step, step.dividedBy(batch)));
      }
    }
    return times;
  }

  private ChunkRequest request() {
    Voice voice = folder.voices().values().iterator().next();
    TextChunk chunk = texts.plan(BenchTexts.oneChunk(), language).chunks().get(0);
    return new ChunkRequest(voice, chunk.normalized(), chunk.tokenIds(), 1, GREEDY, SEED);
  }
}
