package coqui.cli;

import coqui.Settings;
import coqui.SpeechService;
import coqui.Version;
import coqui.pipeline.SpeechModel;
import coqui.speech.Language;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the HTTP service until it is told to stop. */
@Command(name = "serve", description = "Serves speech over HTTP; this is the default command.")
final class ServeCommand implements Callable<Integer> {

  private static final int VOICES_SHOWN = 5;

  @Mixin
  private ModelOption model;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on. Default: the setting camel.server.port (8080).")
  private Integer port;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Settings settings = model.settings(port == null ? Map.of() : Map.of("camel.server.port", port.toString()));
    long began = System.nanoTime();
    boolean loadingStill;
    try (SpeechService service = SpeechService.server(settings, new LoadModel(settings))) {
      StopSignals signals = new StopSignals();
      CompletableFuture<SpeechModel> loading = service.start();
      StartupReport report = new StartupReport(settings, service.port(), service.managementPort());
      PrintWriter out = forPeople(settings);
      out.printf("coqui-camel %s listens on http://localhost:%d and loads the model.%n",
          Version.number(), service.port());
      report.listening();
      loading.whenComplete((loaded, failure) -> {
        double seconds = (System.nanoTime() - began) / 1e9;
        if (failure == null) {
          report.ready(loaded, seconds);
          ready(out, loaded, service.port(), seconds);
        } else {
          report.failed(failure);
        }
      });
      signals.await();
      loadingStill = !loading.isDone();
    }
    if (loadingStill) {
      // Everything is closed but the thread that loads. An ordinary exit would run the destructors of PyTorch's library
      // beneath it, and the process would die of SIGSEGV.
      Runtime.getRuntime().halt(0);
    }
    return 0;
  }

  /**
   * Standard output; nowhere where JSON is asked for by name: who merges it with the log wants nothing else in there.
   * A program that starts this one without saying so can wait for these lines, as people do.
   */
  private PrintWriter forPeople(Settings settings) {
    boolean anything = settings.log().format(true).equals("text");
    return anything ? spec.commandLine().getOut() : new PrintWriter(Writer.nullWriter());
  }

  private static void ready(PrintWriter out, SpeechModel model, int port, double seconds) {
    String voices = model.voices().keySet().stream().limit(VOICES_SHOWN).collect(Collectors.joining(", "));
    out.printf(
        Locale.ROOT,
        "Ready after %.1f s: %s on %s in %s; languages: %s; %d voices: %s%s%n",
        seconds,
        model.name(),
        model.device(),
        model.precision(),
        model.languages().stream().map(Language::code).collect(Collectors.joining(" ")),
        model.voices().size(),
        voices,
        model.voices().size() > VOICES_SHOWN ? ", …" : "");
    out.printf("Try: curl http://localhost:%d/tts -H 'Content-Type: application/json'"
        + " -d '{\"text\": \"Hello, how are you today?\"}' -o hello.wav%n", port);
  }
}
