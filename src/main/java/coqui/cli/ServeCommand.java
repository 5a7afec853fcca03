package coqui.cli;

import coqui.Settings;
import coqui.SpeechService;
import coqui.Version;
import coqui.pipeline.SpeechModel;
import coqui.speech.Language;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the HTTP service until it is told to stop. */
@Command(name = "serve", description = "Serves speech over HTTP; this is the default command.")
final class ServeCommand implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);
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
    PrintWriter out = spec.commandLine().getOut();
    if (settings.log().texts()) {
      log.warn("coqui.log.text is true: what clients have spoken is written to the log; for debugging only");
    }
    long began = System.nanoTime();
    try (SpeechService service = SpeechService.server(settings, new LoadModel(settings))) {
      service.start().whenComplete((loaded, failure) -> {
        if (failure == null) {
          ready(out, loaded, service.port(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
          if (settings.modelDirectory().isEmpty()) {
            out.println("This is the small demo voice."
                + " For Coqui's XTTS v2: serve --model DIR, the folder of its model.pth.");
          }
        } else {
          log.error("{}; requests for speech are answered with 500", failure.getMessage(), failure.getCause());
        }
      });
      out.printf("coqui-camel %s listens on http://localhost:%d and loads the model.%n",
          Version.number(), service.port());
      service.awaitStop();
    }
    return 0;
  }

  private static void ready(PrintWriter out, SpeechModel model, int port, long milliseconds) {
    String voices = model.voices().keySet().stream().limit(VOICES_SHOWN).collect(Collectors.joining(", "));
    out.printf(
        Locale.ROOT,
        "Ready after %.1f s: %s on %s in %s; languages: %s; %d voices: %s%s%n",
        milliseconds / 1e3,
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
