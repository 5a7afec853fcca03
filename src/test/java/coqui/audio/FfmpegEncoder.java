package coqui.audio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files as other programs write them, made with the same executable that will have to read them. */
public final class FfmpegEncoder {

  static final Path REFERENCES = Path.of("src/test/resources/reference/xtts/references");

  private FfmpegEncoder() {}

  /** A recording of the reference data in another format. */
  public static byte[] encode(String recording, String extension, String codec) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-i", REFERENCES.resolve(recording).toString()));
    arguments.addAll(Arrays.asList(codec.strip().split("\\s+")));
    return run(extension, arguments.toArray(String[]::new));
  }

  /** What ffmpeg writes to a file of this extension when called with these inputs and options. */
  public static byte[] run(String extension, String... arguments) throws IOException, InterruptedException {
    Path ffmpeg = FfmpegExecutable.unpack();
    Path output = Files.createTempFile("encoded-", "." + extension);
    Path log = Files.createTempFile("encoded-", ".log");
    try {
      List<String> command = new ArrayList<>(List.of(ffmpeg.toString(), "-nostdin", "-v", "error", "-y"));
      command.addAll(List.of(arguments));
      command.add(output.toString());
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("LD_LIBRARY_PATH", ffmpeg.getParent().toString());
      int exitCode = builder.start().waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException(command + " ended with " + exitCode + ": " + Files.readString(log, UTF_8));
      }
      return Files.readAllBytes(output);
    } finally {
      Files.delete(output);
      Files.delete(log);
    }
  }
}
