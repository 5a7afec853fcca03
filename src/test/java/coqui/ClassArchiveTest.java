package coqui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes a class archive, on a jar that names its libraries, as Maven packs it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ClassArchiveTest {

  private static final Path CLASSES = Path.of("target/classes");

  @TempDir
  Path folder;

  @Test
  void classArchive_ofAJar_isWhereItsNextStartHasItsClassesFrom() throws Exception {
    Path jar = pack();

    Outcome made = run(List.of("config/container/class-archive.sh", jar.toString()));
    Outcome started = run(List.of(java(), "-Xshare:on", "-XX:SharedArchiveFile=" + folder.resolve("coqui-camel.jsa"),
        "-Xlog:class+load", "-jar", jar.toString(), "--version"));

    assertThat(made.exitCode()).as(made.said()).isZero();
    assertThat(made.said()).endsWith(folder.resolve("coqui-camel.jsa") + "\n");
    assertThat(started.exitCode()).as(started.said()).isZero();
    assertThat(started.said()).contains("coqui.Application source: shared objects file (top)");
  }

  @Test
  void classArchive_ofNoJar_isAFailureThatLeavesNothing() throws Exception {
    Outcome made = run(List.of("config/container/class-archive.sh", folder.resolve("none.jar").toString()));

    assertThat(made.exitCode()).isEqualTo(1);
    assertThat(made.said()).contains("there is no class archive");
    assertThat(folder).isEmptyDirectory();
  }

  private Outcome run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", Path.of(java()).getParent() + File.pathSeparator + System.getenv("PATH"));
    builder.environment().put("COQUI_CACHE_DIR", folder.resolve("cache").toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());
    return new Outcome(process.waitFor(), said);
  }

  private Path pack() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "coqui.Application");
    // Relative, since the JVM archives no class of a jar that the manifest names by a URL.
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> folder.toAbsolutePath().relativize(Path.of(entry).toAbsolutePath()).toString())
            .collect(Collectors.joining(" ")));
    Path jar = folder.resolve("coqui-camel.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.walk(CLASSES)) {
      files.filter(Files::isRegularFile).forEach(file -> add(out, file));
    }
    return jar;
  }

  private static void add(JarOutputStream out, Path file) {
    try {
      out.putNextEntry(new JarEntry(CLASSES.relativize(file).toString().replace(File.separatorChar, '/')));
      Files.copy(file, out);
      out.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private record Outcome(int exitCode, String said) {}
}
