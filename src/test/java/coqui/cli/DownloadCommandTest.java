package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import coqui.checkpoint.DemoCheckpoint;
import coqui.download.FaultyServer;
import coqui.download.Replies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the demo voice on a server of this machine. */
class DownloadCommandTest {

  private static final List<String> NAMES = List.of("config.json", "vocab.json", "speakers_xtts.pth", "model.pth");

  @TempDir
  Path temporary;

  private FaultyServer server;
  private Path demo;
  private Path folder;

  @BeforeEach
  void start() throws IOException {
    server = FaultyServer.start();
    demo = DemoCheckpoint.unpack(temporary);
    folder = temporary.resolve("fetched");
    for (String name : NAMES) {
      server.on("/xtts/" + name, Replies.file(Files.readAllBytes(demo.resolve(name)), "\"" + name + "\""));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void download_agreedTo_makesAFolderThatSpeaks() {
    CommandRun run = CommandRun.of(arguments("--agree-to-cpml"));

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("Done. Next: serve --model " + folder + "\n");
    assertThat(run.err()).contains("model.pth: ", " bytes");
    assertThat(CommandRun.of("speakers", "--model", folder.toString()).out().lines()).contains("Robert");
  }

  @Test
  void download_secondTime_saysThatNothingWasMissing() {
    CommandRun.of(arguments("--agree-to-cpml"));

    CommandRun run = CommandRun.of(arguments("--agree-to-cpml"));

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("Nothing was missing.");
    assertThat(run.err()).contains("model.pth is there already.");
    assertThat(server.requests("/xtts/model.pth")).hasSize(1);
  }

  @Test
  void download_licenceNotAgreedTo_asksTheServerForNothing() {
    assumeThat(System.getenv("COQUI_TOS_AGREED")).isNotEqualTo("1");

    CommandRun run = CommandRun.withInput("y\n", arguments());   // no terminal: nobody has read the question

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--agree-to-cpml", "COQUI_TOS_AGREED=1", "LICENSE.txt");
    assertThat(server.requests()).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void download_xttsV2FromAServerWithSomethingElse_exitsWith1() {
    CommandRun run = CommandRun.of(
        "download", "--model-dir", folder.toString(), "--base-url", server.folder().toString(), "--agree-to-cpml");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("/xtts/config.json: the server says the file has").doesNotContain("\tat ");
  }

  @Test
  void download_otherCheckpointWithoutAnAddress_isAskedForIt() {
    CommandRun run =
        CommandRun.of("download", "--model-dir", folder.toString(), "--other-checkpoint", "--agree-to-cpml");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--other-checkpoint needs --base-url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.org/", "example.org/models"})
  void download_addressThatIsNone_isRefusedWithTheKey(String url) {
    CommandRun run =
        CommandRun.of("download", "--model-dir", folder.toString(), "--base-url", url, "--agree-to-cpml");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("coqui.download.base-url is '" + url + "' (command line)", "https://HOST/PATH/");
  }

  @Test
  void download_killedWhileItRuns_locksTheFolderUntilThenAndGoesOnAfterwards() throws Exception {
    byte[] model = Files.readAllBytes(demo.resolve("model.pth"));
    int half = model.length / 2;
    CountDownLatch halfIsSent = new CountDownLatch(1);
    server.on("/xtts/model.pth", (request, out) -> {
      Replies.head(out, 200, "ETag: \"model.pth\"", "Content-Length: " + model.length);
      out.write(model, 0, half);
      out.flush();
      halfIsSent.countDown();
      server.closed().await();
    }, Replies.file(model, "\"model.pth\""));
    Process first = new ProcessBuilder(otherProcess(arguments("--agree-to-cpml")))
        .redirectErrorStream(true)
        .redirectOutput(temporary.resolve("first.log").toFile())
        .start();
    try {
      assertThat(halfIsSent.await(60, TimeUnit.SECONDS)).isTrue();
      CommandRun second = CommandRun.of(arguments("--agree-to-cpml"));
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err()).contains("another download into this folder is running");
    } finally {
      first.destroyForcibly().waitFor();
    }

    CommandRun third = CommandRun.of(arguments("--agree-to-cpml"));

    assertThat(third.code()).isZero();
    assertThat(folder.resolve("model.pth")).hasBinaryContent(model);
    assertThat(server.requests("/xtts/config.json")).hasSize(1);
  }

  @Test
  void download_fileThatCannotBeWrittenFurther_isToldAndExitsWith1() throws Exception {
    List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "bash"));   // 64 KiB a file
    limited.addAll(otherProcess(arguments("--agree-to-cpml")));
    Process process = new ProcessBuilder(limited).redirectErrorStream(true).start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said).contains("what was fetched cannot be written: File too large").doesNotContain("\tat ");
    assertThat(server.requests()).doesNotHaveDuplicates();   // the disk is to blame: no second attempt
  }

  private static List<String> otherProcess(String... arguments) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1",
        "-cp", System.getProperty("java.class.path"), "coqui.Application"));
    command.addAll(List.of(arguments));
    return command;
  }

  private String[] arguments(String... more) {
    List<String> all = new ArrayList<>(List.of(
        "download", "--model-dir", folder.toString(), "--base-url", server.folder().toString(), "--other-checkpoint"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
