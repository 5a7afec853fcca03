package coqui.cli;

import coqui.InvalidSettingException;
import coqui.Version;
import coqui.speech.InvalidRequestException;
import coqui.speech.SpeechException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program as seen from a shell; {@code serve} is what it does when told nothing else. */
@Command(
    name = "coqui-camel",
    description = "Coqui XTTS v2 text to speech. Without a command: serve.",
    mixinStandardHelpOptions = true,
    versionProvider = CoquiCommand.ProgramVersion.class)
public final class CoquiCommand {

  private CoquiCommand() {}

  /** The command line on this program's own streams. */
  public static CommandLine commandLine() {
    return commandLine(System.in, System.out, System.err);
  }

  /**
   * The command line of the program. What it reads and prints is UTF-8, whatever the platform thinks.
   *
   * @param in standard input
   * @param out standard output
   * @param err standard error
   */
  public static CommandLine commandLine(InputStream in, OutputStream out, OutputStream err) {
    CommandLine line = new CommandLine(new CoquiCommand())
        .addSubcommand(new ServeCommand())
        .addSubcommand(new SayCommand(in, out))
        .addSubcommand(new SpeakersCommand())
        .addSubcommand(new ExplainCommand(in, out))
        .addSubcommand(new DownloadCommand(in))
        .addSubcommand(new BenchCommand())
        .addSubcommand(new RandomCheckpointCommand());
    line.getSubcommands().values().forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
    return line
        .setUsageHelpAutoWidth(true)
        .setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true))
        .setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true))
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
  }

  private static int report(Exception failure, CommandLine command) {
    boolean expected = failure instanceof SpeechException
        || failure instanceof InvalidSettingException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException;
    if (expected) {
      command.getErr().println(failure.getMessage());
      if (failure instanceof SpeechException told) {
        told.details().forEach((name, value) -> command.getErr().println("  " + name + ": " + value));
        if (told.getCause() instanceof IOException why) {   // as of an encoder that does not run
          command.getErr().println("  " + why.getMessage());
        }
      }
    } else {
      failure.printStackTrace(command.getErr());
    }
    boolean askedWrongly = failure instanceof InvalidRequestException || failure instanceof InvalidSettingException;
    return askedWrongly ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  /** What {@code --version} prints. */
  static final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"coqui-camel " + Version.number()};
    }
  }
}
