package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.checkpoint.DemoVoices;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoquiCommandTest {


  @Test
  void help_listsTheCommands() {
    CommandRun run = CommandRun.of("--help");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("serve", "say", "speakers", "explain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "say", "speakers", "explain", "bench", "download"})
  void help_ofACommand_tellsOfItsOptions(String command) {
    CommandRun run = CommandRun.of(command, "--help");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("coqui-camel " + command, "--model");
  }

  @Test
  void version_isPrinted() {
    assertThat(CommandRun.of("--version").out()).startsWith("coqui-camel ");
  }

  @Test
  void unknownOption_isRefusedWithUsage() {
    CommandRun run = CommandRun.of("say", "--loud", "Hello.");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--loud", "Usage:");
  }

  @Test
  void speakers_listsTheVoicesOfTheReferenceCheckpoint() {
    CommandRun run = CommandRun.of("speakers", "--model", "src/test/resources/reference/xtts/checkpoint");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(58).contains("Ana Florence", "Eugenio Mataracı");
  }

  @Test
  void speakers_withoutAModel_listsTheDemoVoices() {
    assertThat(CommandRun.of("speakers").out().lines()).containsExactlyElementsOf(DemoVoices.SPEAKERS);
  }

  @Test
  void randomCheckpoint_folderWithFiles_isLeftAlone(@TempDir Path folder) throws IOException {
    Path model = Files.writeString(folder.resolve("model.pth"), "precious");

    CommandRun run = CommandRun.of("random-checkpoint", folder.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("not empty");
    assertThat(model).hasContent("precious");
    assertThat(folder).isDirectoryContaining(model::equals).isDirectoryNotContaining("glob:**.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "603"})
  void randomCheckpoint_codesBeyondTheModel_areRefused(String codes, @TempDir Path folder) {
    CommandRun run = CommandRun.of("random-checkpoint", folder.toString(), "--codes", codes);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--codes is " + codes, "1 to 602");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void serve_portThatIsTaken_isRefused() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      CommandRun run = CommandRun.of("serve", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("camel.server.port", "a free port").doesNotContain("\tat ");
    }
  }

  @Test
  void serve_badPort_isRefusedWithTheKey() {
    CommandRun run = CommandRun.of("serve", "--port", "70000");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("camel.server.port is '70000' (command line)").doesNotContain("\tat ");
  }
}
