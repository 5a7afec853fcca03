package coqui.cli;

import coqui.Interpreter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A shell in a folder like a checkout after {@code mvn package}: {@code target/coqui-camel.jar} is a jar that names the
 * class path of this test, and curl finds at port 8080 whatever port the service has.
 */
final class ReadmeShell {

  private static final int SECONDS = 120;

  private static final String DOCUMENTED_ADDRESS = "localhost:8080";

  private final Path folder;
  private final String address;

  /** @param port where the service is in truth */
  ReadmeShell(Path parent, int port) throws IOException {
    folder = Files.createDirectory(parent.resolve("checkout"));
    address = "127.0.0.1:" + port;
    for (String tree : List.of("routes", "config", "src/test/resources/reference/xtts/references")) {
      copy(Path.of(tree));
    }
    writeJar(Files.createDirectory(folder.resolve("target")).resolve("coqui-camel.jar"));
    Files.writeString(folder.resolve(".curlrc"), "connect-to = \"%s:%s\"%n".formatted(DOCUMENTED_ADDRESS, address));
  }

  private void copy(Path tree) throws IOException {
    Files.createDirectories(folder.resolve(tree).getParent());
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file));
      }
    }
  }

  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "coqui.Application");
    attributes.put(Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
  }

  /** Whether this machine has what the examples are written for. */
  static boolean isThere() throws InterruptedException {
    try {
      return new ProcessBuilder("bash", "-c", "curl --version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start().waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * What these commands print; the first that fails ends them.
   *
   * @throws AssertionError if one fails, with all that was said
   */
  String run(String commands) throws IOException, InterruptedException {
    return run(commands, "bash", "-euo", "pipefail", "-c", commands);
  }

  /** The same for a program in Python; the service's address in it is replaced by the true one. */
  void runPython(String program) throws IOException, InterruptedException {
    run(program, Interpreter.PYTHON.file(), "-c", program.replace(DOCUMENTED_ADDRESS, address));
  }

  private String run(String what, String... command) throws IOException, InterruptedException {
    Path printed = Files.createTempFile(folder, "stdout", ".txt");
    Path complaints = Files.createTempFile(folder, "stderr", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(printed.toFile())
        .redirectError(complaints.toFile());
    builder.environment().putAll(Map.of(
        "CURL_HOME", folder.toString(),
        "PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"),
        "COQUI_CACHE_DIR", folder.resolveSibling("cache").toString()));
    Process process = builder.start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("It takes longer than %d s: %s".formatted(SECONDS, what));
    }
    if (process.exitValue() != 0) {
      throw new AssertionError("%s%n%s%s".formatted(what, Files.readString(printed), Files.readString(complaints)));
    }
    return Files.readString(printed);
  }
}
