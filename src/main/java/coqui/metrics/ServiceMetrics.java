package coqui.metrics;

import coqui.audio.AudioEncoder;
import coqui.http.server.AnswerListener;
import coqui.inbox.InboxListener;
import coqui.pipeline.Admission;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.ModelState;
import coqui.pipeline.SpeechListener;
import coqui.pipeline.SpeechModel;
import coqui.speakers.SpeakerCatalog;
import coqui.speakers.SpeakerMetadata;
import coqui.xtts.EngineListener;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All meters of one service, and the listeners that move them.
 *
 * <p><b>Threads.</b> Any. Reading them waits for nothing: what takes time to find out, the state of GPUs and the file
 * with the speakers, is looked at by a thread of its own, every ten seconds from {@link #watch} on until it is closed.
 */
public final class ServiceMetrics implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ServiceMetrics.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT) {

    /** Camel takes away the meters of a route that is replaced while the service runs; the new one goes on with it. */
    @Override
    public Meter remove(Meter.Id id) {
      return id.getName().startsWith("camel.") ? null : super.remove(id);
    }
  };
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final double secondUsd;
  private final Supplier<Duration> uptime;
  private final AnswerListener answers;
  private final SpeechListener speech;
  private final EngineListener engine;
  private final InboxListener inbox;
  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "look-for-metrics");
    thread.setDaemon(true);
    return thread;
  });
  private volatile Optional<SpeakerMetadata> speakersSeen = Optional.empty();   // written by the looking thread

  /**
   * @param secondUsd what a second of this machine costs, busy or not
   * @param uptime of this process
   */
  public ServiceMetrics(double secondUsd, Supplier<Duration> uptime) {
    this.secondUsd = secondUsd;
    this.uptime = uptime;
    registry.config().meterFilter(new ForeignMeters());
    garbageCollection.bindTo(registry);   // not by Camel, which never closes it
    answers = new AnswerMeters(registry);
    speech = new SpeechMeters(registry);
    engine = new EngineMeters(registry);
    inbox = new InboxMeters(registry);
    // Of this object, which lives as long as the registry does: a counter does not keep alive what it asks.
    FunctionCounter.builder("coqui.estimated.cost.usd", this, ServiceMetrics::costUsd)
        .description("What the machine has cost since the process began, busy or not (coqui.cost.gpu-second-usd)")
        .register(registry);
    if (ResidentMemory.isKnown()) {
      Gauge.builder("process.resident.memory", ResidentMemory::bytes)
          .baseUnit("bytes")
          .description("Memory of this process, the model's too")
          .register(registry);
    }
  }

  /** All meters; Camel adds its own. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Is to hear of HTTP answers. */
  public AnswerListener answers() {
    return answers;
  }

  /** Is to hear of requests for speech. */
  public SpeechListener speech() {
    return speech;
  }

  /** Is to hear of what the engine does. */
  public EngineListener engine() {
    return engine;
  }

  /** Is to hear of the files of the inbox. */
  public InboxListener inbox() {
    return inbox;
  }

  /** The step of a route that answers with all metrics. */
  public Processor answer() {
    return new MetricsAnswer(registry);
  }

  /**
   * From now on the state of these is told.
   *
   * @param slots how many chunks and voices the model can work on side by side
   */
  public void tell(Admission admission, ModelLoader model, int slots) {
    gauge("coqui.queue.depth", "Requests for speech that wait for their place", admission::waiting);
    gauge("coqui.queue.capacity", "How many may wait; one more is refused (coqui.admission.waiting)",
        admission.limits()::waiting);
    gauge("coqui.requests.in.work", "Requests for speech that have a place", admission::inWork);
    gauge("coqui.slots", "How many chunks of text and voices the model can work on side by side"
        + " (coqui.engine.sequences)", () -> slots);
    gauge("coqui.model.ready", "Whether speech can be asked for",
        () -> model.state().phase() == ModelState.Phase.READY ? 1 : 0);
  }

  /** From now on the state of this is told. */
  public void tell(AudioEncoder encoder) {
    gauge("coqui.encoders.in.use", "Encoders that bring sound into its format or to its tempo", encoder::inUse);
    gauge("coqui.encoders", "How many encoders there may be (coqui.encoding.at-a-time)", encoder.limits()::atATime);
    FunctionCounter.builder("coqui.encoder.failures", encoder, AudioEncoder::failures)
        .description("Encoders that could not be started, crashed or took too long")
        .register(registry);
  }

  private double costUsd() {
    return seconds(uptime.get()) * secondUsd;
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** The model is there. */
  public void loaded(SpeechModel model, String version, Duration took) {
    TimeGauge.builder("coqui.model.load", () -> seconds(took), TimeUnit.SECONDS)
        .description("From the start of the service to a loaded model")
        .register(registry);
    Gauge.builder("coqui.model.info", () -> 1)
        .description("What speaks, and the program's version")
        .tags("device", model.device(), "precision", model.precision(),
            "vocoder_precision", model.vocoderPrecision(), "version", version)
        .register(registry);
  }

  /**
   * Looks at what takes time to find out, again and again.
   *
   * @param gpuTool NVIDIA's {@code nvidia-smi}, its name or path; empty: no GPU is looked at
   */
  public void watch(SpeakerCatalog speakers, Optional<String> gpuTool) {
    TimeGauge.builder("coqui.speaker.metadata.age", () -> speakersSeen
            .map(seen -> seconds(speakers.age(seen))).orElse(Double.NaN), TimeUnit.SECONDS)
        .description("How long ago the names of the speakers were read from the checkpoint; NaN where they never were")
        .register(registry);
    every(() -> speakersSeen = speakers.known());
    gpuTool.map(tool -> new GpuMeters(registry, new NvidiaSmi(tool, LONGEST_LOOK)))
        .ifPresent(gpus -> every(gpus::look));
  }

  private interface Look {

    void take() throws InterruptedException;
  }

  private void every(Look look) {
    looking.scheduleWithFixedDelay(() -> {
      try {
        look.take();
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.warn("A metric cannot be found out", e);   // thrown on, it would be the last look
      }
    }, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  @Override
  public void close() {
    looking.shutdownNow();
    garbageCollection.close();   // the virtual machine would keep it, and by way of the registry all of the service
    registry.close();
  }
}
