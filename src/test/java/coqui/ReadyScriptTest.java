package coqui;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.pipeline.SpeechModel;
import coqui.pipeline.ToneModel;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The container's health check, asked about the real server. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ReadyScriptTest {

  @Test
  void ready_serverThatCanSpeak_isZero() throws Exception {
    try (SpeechService service = server(ToneModel::new)) {
      service.start().join();

      assertThat(ready(service.port())).isZero();
    }
  }

  @Test
  void ready_modelStillLoading_isNotZero() throws Exception {
    CompletableFuture<SpeechModel> loading = new CompletableFuture<>();
    try (SpeechService service = server(loading::join)) {
      service.start();

      assertThat(ready(service.port())).isEqualTo(1);
    } finally {
      loading.complete(new ToneModel());
    }
  }

  @Test
  void ready_nobodyThere_isNotZero() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    assertThat(ready(free)).isEqualTo(1);
  }

  private static SpeechService server(Supplier<SpeechModel> load) {
    return SpeechService.server(
        Settings.load(Map.of(
            "camel.server.port", "0", "camel.server.host", "127.0.0.1", "coqui.management.port", "")),
        listener -> load.get());
  }

  private static int ready(int port) throws IOException, InterruptedException {
    ProcessBuilder script = new ProcessBuilder("config/container/ready.sh").redirectErrorStream(true);
    script.environment().put("CAMEL_SERVER_PORT", Integer.toString(port));
    Process process = script.start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }
}
