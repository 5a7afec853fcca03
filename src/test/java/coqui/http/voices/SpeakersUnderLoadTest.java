package coqui.http.voices;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import coqui.speakers.SpeakerMetadata;
import coqui.speakers.SpeakerMetadataFile;
import coqui.speech.AudioClip;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /speakers} while others have something spoken. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SpeakersUnderLoadTest {

  private static final int TEXTS = 10;

  @TempDir Path folder;
  private final Queue<CompletableFuture<AudioClip>> speaking = new ConcurrentLinkedQueue<>();

  private CompletableFuture<AudioClip> speak() {
    CompletableFuture<AudioClip> clip = new CompletableFuture<>();
    speaking.add(clip);
    return clip;
  }

  @Test
  void speakers_whileTenTextsAreSpoken_answerBeforeThem() throws Exception {
    SpeakerMetadataFile file = new SpeakerMetadataFile(folder.resolve("speaker_metadata.json"));
    file.write(new SpeakerMetadata(List.of("Ana"), Instant.now()));
    ToneModel model = new ToneModel(chunk -> speak());
    try (LiveServer server =
        new LiveServer(() -> model, Map.of("coqui.speakers.metadata-file", file.path().toString()))) {
      server.loading().join();
      List<CompletableFuture<HttpResponse<byte[]>>> texts = new ArrayList<>();
      for (int i = 0; i < TEXTS; i++) {
        texts.add(server.sendAsync(server.request("/tts")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"text\": \"Hello.\"}"))));
      }
      while (speaking.size() < TEXTS) {
        Thread.onSpinWait();
      }

      HttpResponse<byte[]> answer = server.send(server.request("/speakers").GET());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(texts).noneMatch(CompletableFuture::isDone);
      speaking.forEach(clip -> clip.complete(ToneModel.tone(1)));
      for (CompletableFuture<HttpResponse<byte[]>> text : texts) {
        assertThat(text.get().statusCode()).isEqualTo(200);
      }
    }
  }
}
