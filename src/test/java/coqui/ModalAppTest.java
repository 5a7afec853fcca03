package coqui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the offline tests of {@code modal/app.py}: what it says, with Modal's own package; and its start command, with
 * this program.
 *
 * <p>Needs Python 3.11 or later with Modal ({@code pip install -r modal/requirements.txt}); skipped without.
 * {@code -Dcoqui.python=FILE} names another interpreter than {@code python3}.
 */
@Timeout(600)
class ModalAppTest {

  private static final String MISSING = "SKIPPED, nobody looked at modal/app.py: " + Interpreter.PYTHON.file()
      + " cannot import modal (pip install -r modal/requirements.txt, then -Dcoqui.python=FILE)";

  @TempDir
  Path installation;

  @Test
  void app_nativeCode_isWhatDjlComesWith() throws IOException {
    String app = Files.readString(Path.of("modal/app.py"));

    assertThat(found("TORCH = \"(.+?)\"", app))
        .isEqualTo(found("<pytorch.version>(.+)</pytorch.version>", Files.readString(Path.of("pom.xml"))));
    assertThat(getClass().getResource(
        "/jnilib/linux-x86_64/%s/libdjl_torch.so".formatted(found("\"PYTORCH_FLAVOR\": \"(.+?)\"", app)))).isNotNull();
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  @Test
  void app_loadedAndStartedOffline_isWhatTheServiceNeeds() throws Exception {
    boolean modalIsThere = Interpreter.PYTHON.canImport("modal.image");   // our folder would do for "modal"
    if (!modalIsThere) {
      System.err.println(MISSING);
    }
    assumeTrue(modalIsThere, MISSING);
    writeJar(Files.createDirectories(installation.resolve("target")).resolve("coqui-camel.jar"));

    Path log = installation.resolve("unittest.log");
    ProcessBuilder tests = Interpreter.PYTHON
        .process("-W", "error", "-m", "unittest", "discover", "--verbose", "modal/tests")
        .redirectErrorStream(true).redirectOutput(log.toFile());
    tests.environment().put("INSTALLATION", installation.toString());
    int status = tests.start().waitFor();

    assertThat(status).as(Files.readString(log)).isZero();
  }

  /** What {@code mvn package} would make, of the classes that are tested here. */
  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Application.class.getName());
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }
}
