package coqui.http.tts;

import static coqui.http.StagedSpeech.awaitRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.http.ZipContent;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a batch in work, with a model that speaks when a test says so. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BatchEndTest {

  private final StagedSpeech staged = new StagedSpeech();

  private static String batch(int items) {
    return "{\"items\": [%s]}".formatted(String.join(", ", Collections.nCopies(items, "{\"text\": \"Hello.\"}")));
  }

  private static HttpRequest.Builder request(LiveServer server, int items) {
    return server.request("/tts/batch").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(batch(items)));
  }

  private CompletableFuture<AudioClip> speaking() throws InterruptedException {
    CompletableFuture<AudioClip> chunk = staged.speaking.poll(1, TimeUnit.MINUTES);
    assertThat(chunk).isNotNull();
    return chunk;
  }

  @Test
  void item_thatIsFinishedFirst_isSentWhileTheOthersAreSpoken() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model)) {
      HttpRequest request = request(server, 2).build();
      CompletableFuture<HttpResponse<InputStream>> sent =
          HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofInputStream());
      CompletableFuture<AudioClip> oneOfTwo = speaking();
      CompletableFuture<AudioClip> other = speaking();
      other.complete(ToneModel.tone(1));

      try (ZipInputStream zip = new ZipInputStream(sent.get(1, TimeUnit.MINUTES).body())) {
        String first = zip.getNextEntry().getName();
        assertThat(zip.readAllBytes()).hasSizeGreaterThan(20_000);
        assertThat(oneOfTwo).isNotDone();
        oneOfTwo.complete(ToneModel.tone(2));

        assertThat(zip.getNextEntry().getName()).isNotEqualTo(first).endsWith(".wav");
        assertThat(zip.getNextEntry().getName()).isEqualTo("manifest.json");
      }
    }
  }

  @Test
  void batch_ofManyItems_hasNoMoreChunksWithTheModelThanASingleRequest() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model, Map.of("coqui.speech.chunks-in-flight", "3"))) {
      CompletableFuture<HttpResponse<byte[]>> batch = server.sendAsync(request(server, 10));
      for (int chunk = 0; chunk < 3; chunk++) {
        speaking();
      }
      CompletableFuture<HttpResponse<byte[]>> single = server.ttsAsync(StagedSpeech.HELLO);
      speaking().complete(ToneModel.tone(1));   // the fourth: the batch has no more

      assertThat(single.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
      assertThat(staged.speaking).isEmpty();
      assertThat(staged.model.asked).hasSize(4);
      batch.cancel(true);
    }
  }

  @Test
  void batch_takesOnePlaceAmongTheRequests() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model)) {
      CompletableFuture<HttpResponse<byte[]>> batch = server.sendAsync(request(server, 20));
      speaking();

      awaitRequests(server, 1, 0);
      batch.cancel(true);
      awaitRequests(server, 0, 0);
    }
  }

  @Test
  void client_thatLeaves_isSpokenForNoMore() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model, Map.of("coqui.speech.chunks-in-flight", "2"))) {
      CompletableFuture<HttpResponse<byte[]>> batch = server.sendAsync(request(server, 10));
      CompletableFuture<AudioClip> first = speaking();
      CompletableFuture<AudioClip> second = speaking();
      batch.cancel(true);

      assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES)).isInstanceOf(Exception.class);
      awaitRequests(server, 0, 0);
      assertThat(second).isCancelled();
      assertThat(staged.model.asked).hasSize(2);
    }
  }

  @Test
  void client_thatTakesNothing_countsAsGoneAndIsNotSpokenForMeanwhile() throws Exception {
    ToneModel model = new ToneModel(chunk -> CompletableFuture.completedFuture(
        new AudioClip(new float[60 * ToneModel.RATE], ToneModel.RATE)));   // 2.6 MB as a file
    try (LiveServer server = LiveServer.with(model,
            Map.of("coqui.server.stall-limit", "2", "coqui.speech.chunks-in-flight", "2"));
        Socket client = new Socket()) {
      client.setReceiveBufferSize(4_096);
      URI address = server.request("/").build().uri();
      client.connect(new java.net.InetSocketAddress(address.getHost(), address.getPort()));
      String body = batch(30);
      client.getOutputStream().write(("POST /tts/batch HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
          .getBytes(StandardCharsets.US_ASCII));
      awaitRequests(server, 1, 0);
      awaitRequests(server, 0, 0);

      assertThat(model.asked).hasSizeLessThan(10);
    }
  }

  @Test
  void timeLimit_afterTheFirstFile_endsTheZipWithAManifestThatSaysSo() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model, Map.of(
        "coqui.batch.time-limit", "2", "coqui.speech.chunks-in-flight", "2"))) {
      CompletableFuture<HttpResponse<byte[]>> batch = server.sendAsync(request(server, 4));
      speaking().complete(ToneModel.tone(1));

      ZipContent zip = ZipContent.of(batch.get(1, TimeUnit.MINUTES).body());
      assertThat(zip.recordings()).hasSize(1);
      assertThat(zip.manifest().path("failed").asInt()).isEqualTo(3);
      assertThat(zip.manifest().findValuesAsText("code")).containsOnly("request_timeout");
      awaitRequests(server, 0, 0);
    }
  }

  @Test
  void timeLimit_beforeTheFirstFile_isAnError() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model, Map.of("coqui.batch.time-limit", "1"))) {
      HttpResponse<byte[]> answer = server.send(request(server, 4));

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(LiveServer.error(answer).path("message").asText()).contains("coqui.batch.time-limit");
    }
  }

  @Test
  void batch_whileTheModelLoads_isRefusedAsAWhole() throws Exception {
    CompletableFuture<ToneModel> loading = new CompletableFuture<>();
    try (LiveServer server = new LiveServer(loading::join, Map.of())) {
      HttpResponse<byte[]> answer = server.send(request(server, 2));
      loading.complete(new ToneModel());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(LiveServer.errorCode(answer)).isEqualTo("model_loading");
    }
  }
}
