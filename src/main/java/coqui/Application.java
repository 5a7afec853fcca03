package coqui;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import coqui.cli.CoquiCommand;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Where the program starts: the command line decides which command runs; logging is set up before it does. */
public final class Application {

  private static final String DEFAULT_COMMAND = "serve";
  private static final List<String> NEED_NO_COMMAND = List.of("-h", "--help", "-V", "--version");

  private Application() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ENGLISH);   // messages are in English, so are the numbers in them
    CommandLine line = CoquiCommand.commandLine();
    line.setExecutionStrategy(Application::run);
    System.exit(line.execute(withCommand(arguments)));
  }

  /** {@code --port 9000} alone is {@code serve --port 9000}; only help and version need no command. */
  static String[] withCommand(String... arguments) {
    boolean complete = arguments.length > 0
        && (!arguments[0].startsWith("-") || NEED_NO_COMMAND.contains(arguments[0]));
    return complete
        ? arguments
        : Stream.concat(Stream.of(DEFAULT_COMMAND), Stream.of(arguments)).toArray(String[]::new);
  }

  private static int run(ParseResult parsed) {
    CommandLine command = parsed.commandSpec().commandLine();
    try {
      Settings settings = Settings.load(Map.of());
      boolean serving = parsed.hasSubcommand() && parsed.subcommand().commandSpec().name().equals(DEFAULT_COMMAND);
      // A command tells of its errors itself.
      if (serving) {
        configureLogging(settings, settings.log().level(), settings.log().format(System.console() != null));
      } else {
        configureLogging(settings, "WARN", "text");
      }
      settings.unknownNames().forEach(name ->
          LoggerFactory.getLogger(Application.class)
              .warn("{} (environment or system property) names no setting", name));
    } catch (InvalidSettingException | JoranException e) {
      throw new ExecutionException(command, e.getMessage(), e);
    }
    return new RunLast().execute(parsed);
  }

  private static void configureLogging(Settings settings, String level, String format) throws JoranException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.putProperty("coqui.log.level", level);
    context.putProperty("coqui.log.format", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(settings.log().configuration());
  }
}
