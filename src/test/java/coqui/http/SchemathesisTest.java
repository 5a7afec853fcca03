package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coqui.pipeline.ToneModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemathesis asks for everything that {@code openapi.yaml} allows and much that it does not, and finds no answer that
 * is not documented there: no status, no header, no body.
 *
 * <p>Needs it ({@code pip install schemathesis}; 4.32 found nothing more): {@code -Dcoqui.schemathesis=FILE} names its
 * executable; skipped without. Some minutes.
 */
class SchemathesisTest {

  private static final String EXECUTABLE = System.getProperty("coqui.schemathesis", "");
  private static final String MISSING = "SKIPPED, Schemathesis did not look at the contract: "
      + "-Dcoqui.schemathesis=FILE names none (pip install schemathesis)";

  private static final Path FORMATS = Path.of("src/test/python/contract_formats.py");

  @TempDir Path folder;

  @BeforeAll
  static void tellIfNobodyLooks() {
    if (EXECUTABLE.isEmpty()) {
      System.err.println(MISSING);
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyAnswer_isDocumented() throws Exception {
    assumeTrue(!EXECUTABLE.isEmpty(), MISSING);
    Path report = folder.resolve("schemathesis.txt");
    try (LiveServer server = LiveServer.with(new ToneModel(), Map.of(
        "coqui.sillytavern.enabled", "true", "coqui.voices.directory", folder.resolve("voices").toString()))) {
      ProcessBuilder schemathesis = new ProcessBuilder(EXECUTABLE, "run",
          server.request("/openapi.json").build().uri().toString(),
          "--checks", "all", "--max-examples", "150", "--seed", "4", "--generation-database", "none",
          "--continue-on-failure", "--no-color", "--request-timeout", "30");
      schemathesis.environment().put("SCHEMATHESIS_HOOKS", FORMATS.toAbsolutePath().toString());
      schemathesis.directory(folder.toFile());   // it leaves notes where it runs

      int status = schemathesis.redirectErrorStream(true).redirectOutput(report.toFile()).start().waitFor();

      String found = Files.readString(report);
      System.err.println(found.substring(Math.max(0, found.lastIndexOf("SUMMARY"))));
      assertThat(status).as(found).isZero();
    }
  }
}
