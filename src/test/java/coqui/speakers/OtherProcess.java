package coqui.speakers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A catalog in a second JVM that does what it is told, a line at a time: arguments are the file, the time of its
 * clock and the names' prefix; each line of standard input is a command, and each is answered with a line.
 */
final class OtherProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter commands;

  OtherProcess(Path file, Instant now, String prefix, Path errors) throws IOException {
    process = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1",
        "-cp", System.getProperty("java.class.path"), OtherProcess.class.getName(),
        file.toString(), now.toString(), prefix)
        .redirectError(errors.toFile())
        .start();
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    commands = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answer();
  }

  /** Asks without waiting for the answer. */
  void tell(String command) {
    commands.println(command);
  }

  /** The answer to the oldest command that has none yet. */
  String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the other process ended");
    }
    return line;
  }

  String ask(String command) throws IOException {
    tell(command);
    return answer();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Names long enough to be written in several blocks, all of one writer and round. */
  static List<String> names(String prefix, int round) {
    return IntStream.range(0, 2_000).mapToObj(i -> "%s %d speaker %d".formatted(prefix, round, i)).toList();
  }

  /** Rewrites the file {@code rounds} times; throws if it ever reads anything but one writer's whole list. */
  static void rewrite(SpeakerMetadataFile file, Instant now, String prefix, int rounds) throws IOException {
    for (int round = 0; round < rounds; round++) {
      file.write(new SpeakerMetadata(names(prefix, round), now));
      List<String> read = file.read().orElseThrow().speakers();
      String[] writer = read.get(0).split(" ");
      if (!read.equals(names(writer[0], Integer.parseInt(writer[1])))) {
        throw new IOException("round " + round + " read a mixture: " + read);
      }
    }
  }

  public static void main(String[] args) throws IOException {
    SpeakerMetadataFile file = new SpeakerMetadataFile(Path.of(args[0]));
    Instant now = Instant.parse(args[1]);
    StepExecutor background = new StepExecutor();
    SpeakerCatalog catalog =
        new SpeakerCatalog(file, () -> List.of(args[2]), () -> now, background, AfterWrite.NOTHING);
    System.out.println("ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      switch (command) {
        case "current" -> System.out.println(catalog.current().speakers());
        case "rebuild" -> System.out.println(catalog.rebuild().speakers());
        case "background" -> {
          int tasks = background.waiting();
          background.runAll();
          System.out.println(tasks);
        }
        case "rewrite" -> {
          rewrite(file, now, args[2], 300);
          System.out.println("whole");
        }
        default -> throw new IOException("unknown command " + command);
      }
    }
  }
}
