package coqui.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.InvalidSettingException;
import coqui.audio.WavFile;
import coqui.http.LiveServer;
import coqui.http.ZipContent;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.speech.SynthesisException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files dropped into the folder of a running service, with a model that sings. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InboxTest {

  private static final String HELLO = "{\"text\": \"Hello.\"}";

  @TempDir
  Path folder;

  private DroppedFiles files;
  private final ToneModel model = new ToneModel();
  private LiveServer server;

  @BeforeEach
  void makeFolders() throws Exception {
    files = new DroppedFiles(folder);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private LiveServer server() throws Exception {
    return LiveServer.with(model, files.settings(Map.of()));
  }

  @Test
  void files_ofEachKind_becomeRecordings() throws Exception {
    server = server();
    files.drop("hello.txt", "Hello, who is there?\n");
    files.drop("Ünï code.TXT", "\uFEFFWith a mark in front.");
    files.drop("request.json", "{\"text\": \"Small.\", \"output_format\": \"mp3\", \"speaker_id\": \"Sally\"}");
    files.drop("batch.json", "{\"items\": [{\"text\": \"One.\"}, {\"text\": \"\"}]}");
    for (String name : List.of("hello.txt", "Ünï code.TXT", "request.json", "batch.json")) {
      files.awaitDone(name);
    }

    assertThat(files.recordings())
        .containsExactly("batch.json.zip", "hello.txt.wav", "request.json.mp3", "Ünï code.TXT.wav");
    assertThat(WavFile.decode(Files.readAllBytes(files.outbox.resolve("hello.txt.wav"))).seconds()).isEqualTo(0.5);
    ZipContent zip = ZipContent.of(Files.readAllBytes(files.outbox.resolve("batch.json.zip")));
    assertThat(zip.recordings()).containsExactly("0001.wav");
    assertThat(zip.errorCode(1)).isEqualTo("invalid_text");
    assertThat(DroppedFiles.names(files.inbox)).containsExactly("done", "failed");
    assertThat(DroppedFiles.names(files.inbox.resolve("failed"))).isEmpty();
  }

  @Test
  void subtitles_areEachAtTheirTime() throws Exception {
    server = server();
    files.drop("film.srt", """
        1
        00:00:01,000 --> 00:00:02,000
        <i>First</i>

        2
        00:00:03,500 --> 00:00:05,000 X1:40
        {\\an8}Second,
        in two lines
        """);
    files.awaitDone("film.srt");

    AudioClip clip = WavFile.decode(Files.readAllBytes(files.outbox.resolve("film.srt.wav")));
    assertThat(clip.seconds()).isEqualTo(4.0);
    assertThat(loud(clip, 0, 0.99)).isFalse();
    assertThat(loud(clip, 1, 1.5)).isTrue();
    assertThat(loud(clip, 1.51, 3.49)).isFalse();
    assertThat(loud(clip, 3.5, 4)).isTrue();
  }

  private static boolean loud(AudioClip clip, double from, double to) {
    for (int i = (int) (from * clip.sampleRate()); i < (int) (to * clip.sampleRate()); i++) {
      if (Math.abs(clip.samples()[i]) > 0.01) {
        return true;
      }
    }
    return false;
  }

  @Test
  void files_thatCannotBeSpoken_areMovedAsideWithTheReason() throws Exception {
    server = LiveServer.with(model, files.settings(Map.of("coqui.batch.max-file-bytes", "1000")));
    files.drop("latin1.txt", "Grüße".getBytes(StandardCharsets.ISO_8859_1));
    files.drop("empty.txt", "");
    files.drop("silent.txt", "...");
    files.drop("nobody.json", "{\"text\": \"Hi.\", \"speaker_id\": \"Nobody\"}");
    files.drop("broken.json", "{\"text\": ");
    files.drop("field.json", "{\"text\": \"Hi.\", \"colour\": \"red\"}");
    files.drop("names.json", "{\"items\": [{\"text\": \"Hi.\", \"id\": \"../x\"}]}");
    files.drop("large.txt", "word ".repeat(300));
    files.drop("novel.srt", "It was a dark and stormy night.");

    assertThat(files.awaitFailed("latin1.txt")).isEqualTo("not_utf_8");
    assertThat(files.awaitFailed("empty.txt")).isEqualTo("invalid_text");
    assertThat(files.awaitFailed("silent.txt")).isEqualTo("invalid_text");
    assertThat(files.awaitFailed("nobody.json")).isEqualTo("invalid_speaker");
    assertThat(files.awaitFailed("broken.json")).isEqualTo("invalid_json");
    assertThat(files.awaitFailed("field.json")).isEqualTo("unknown_field");
    assertThat(files.awaitFailed("names.json")).isEqualTo("invalid_id");
    assertThat(files.awaitFailed("large.txt")).isEqualTo("file_too_large");
    assertThat(files.awaitFailed("novel.srt")).isEqualTo("invalid_subtitles");
    assertThat(files.recordings()).isEmpty();
  }

  @Test
  void fault_ofOurs_isToldInTheHousesShape() throws Exception {
    ToneModel breaking = new ToneModel(chunk ->
        CompletableFuture.failedFuture(new SynthesisException("a fault of ours", new IllegalStateException())));
    server = LiveServer.with(breaking, files.settings(Map.of()));
    files.drop("hello.txt", "Hello.");
    files.drop("film.srt", "00:00:01,000 --> 00:00:02,000\nOne\n\n00:00:03,000 --> 00:00:04,000\nTwo");

    assertThat(files.awaitFailed("hello.txt")).isEqualTo("inference_failed");
    assertThat(files.awaitFailed("film.srt")).isEqualTo("inference_failed");
  }

  @Test
  void whatIsNoFileToBeSpoken_isLeftAlone() throws Exception {
    Path elsewhere = Files.writeString(folder.resolve("secret.txt"), "Secret.");
    Files.createSymbolicLink(files.inbox.resolve("link.txt"), elsewhere);
    Files.createDirectory(files.inbox.resolve("folder.txt"));
    Files.writeString(files.inbox.resolve(".hidden.txt"), "Hidden.");
    Files.writeString(files.inbox.resolve("unfinished.txt.part"), "Unfinished.");
    Files.writeString(files.inbox.resolve("picture.png"), "Picture.");
    server = server();
    files.drop("hello.txt", "Hello.");
    files.awaitDone("hello.txt");
    files.drop("again.txt", "Hello.");
    files.awaitDone("again.txt");

    assertThat(files.recordings()).containsExactly("again.txt.wav", "hello.txt.wav");
    assertThat(DroppedFiles.names(files.inbox))
        .contains("folder.txt", "link.txt", "picture.png", "unfinished.txt.part");
  }

  @Test
  void sameFileAgain_isNotSpokenTwiceUnlessItsRecordingIsGone() throws Exception {
    server = server();
    files.drop("hello.txt", "Hello.");
    files.awaitDone("hello.txt");
    Path recording = files.outbox.resolve("hello.txt.wav");

    dropAgain("Hello.");
    assertThat(model.asked).hasSize(1);

    dropAgain("Hello again.");
    assertThat(model.asked).hasSize(2);

    Files.delete(recording);
    dropAgain("Hello again.");
    assertThat(model.asked).hasSize(3);
    assertThat(recording).exists();

    Files.writeString(recording, "damaged");
    dropAgain("Hello again.");
    assertThat(WavFile.decode(Files.readAllBytes(recording)).seconds()).isEqualTo(0.5);
  }

  private void dropAgain(String text) throws Exception {
    Files.delete(files.inbox.resolve("done/hello.txt"));
    files.drop("hello.txt", text);
    files.awaitDone("hello.txt");
  }

  @Test
  void file_thatIsBeingWritten_isTakenWhenItIsWhole() throws Exception {
    Path slow = Files.writeString(files.inbox.resolve("slow.txt"), "The beginning.");
    server = LiveServer.with(model, files.settings(Map.of("coqui.batch.settle-time", "3")));
    files.drop("clock.txt", "Tick.");
    CompletableFuture<Void> tick = CompletableFuture.runAsync(() -> awaitClock());
    while (!tick.isDone()) {
      Files.writeString(slow, " And more.", StandardOpenOption.APPEND);
      tick.copy().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
    }
    assertThat(slow).exists();
    files.awaitDone("slow.txt");

    assertThat(Files.readString(files.inbox.resolve("done/slow.txt"))).endsWith("And more.");
    assertThat(files.recordings()).containsExactly("clock.txt.wav", "slow.txt.wav");
  }

  private void awaitClock() {
    try {
      files.awaitDone("clock.txt");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void files_waitUntilThereIsAModel() throws Exception {
    CompletableFuture<ToneModel> loading = new CompletableFuture<>();
    server = new LiveServer(loading::join, files.settings(Map.of()));
    files.drop("hello.txt", "Hello.");
    assertThat(files.recordings()).isEmpty();
    loading.complete(model);

    files.awaitDone("hello.txt");
    assertThat(files.recordings()).containsExactly("hello.txt.wav");
  }

  @Test
  void files_waitWhileTheServiceIsFull() throws Exception {
    BlockingQueue<CompletableFuture<AudioClip>> speaking = new LinkedBlockingQueue<>();
    ToneModel staged = new ToneModel(chunk -> {
      CompletableFuture<AudioClip> clip = new CompletableFuture<>();
      speaking.add(clip);
      return clip;
    });
    server = LiveServer.with(staged, files.settings(Map.of(
        "coqui.admission.in-work", "1", "coqui.admission.waiting", "0")));
    var single = server.sendAsync(server.request("/tts").header("Content-Type", "application/json")
        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(HELLO)));
    CompletableFuture<AudioClip> first = speaking.poll(1, TimeUnit.MINUTES);
    files.drop("hello.txt", "Hello.");
    assertThat(speaking.poll(4, TimeUnit.SECONDS)).isNull();   // taken and refused by then, at least once
    first.complete(ToneModel.tone(1));
    single.get(1, TimeUnit.MINUTES);

    speaking.poll(1, TimeUnit.MINUTES).complete(ToneModel.tone(1));
    files.awaitDone("hello.txt");
  }

  @Test
  void stop_leavesFilesInWorkInTheInbox() throws Exception {
    BlockingQueue<CompletableFuture<AudioClip>> speaking = new LinkedBlockingQueue<>();
    ToneModel staged = new ToneModel(chunk -> {
      CompletableFuture<AudioClip> clip = new CompletableFuture<>();
      speaking.add(clip);
      return clip;
    });
    server = LiveServer.with(staged, files.settings(Map.of()));
    files.drop("hello.txt", "Hello.");
    files.drop("batch.json", "{\"items\": [%s]}".formatted(HELLO));
    assertThat(speaking.poll(1, TimeUnit.MINUTES)).isNotNull();
    assertThat(speaking.poll(1, TimeUnit.MINUTES)).isNotNull();
    server.close();
    assertThat(DroppedFiles.names(files.inbox)).contains("hello.txt", "batch.json");
    assertThat(files.outbox).isDirectoryNotContaining("glob:**.{wav,zip,partial}");

    server = server();
    files.awaitDone("hello.txt");
    files.awaitDone("batch.json");
  }

  @Test
  void folders_thatCannotBeWorkedIn_stopTheStartWithTheSetting() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> LiveServer.with(model, Map.of(
        "coqui.batch.inbox", file.toString(), "coqui.batch.outbox", files.outbox.toString())))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("coqui.batch.inbox").hasMessageContaining(file.toString());
  }

  @Test
  void oneFolderAlone_stopsTheStart() {
    assertThatThrownBy(() -> LiveServer.with(model, Map.of("coqui.batch.inbox", files.inbox.toString())))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("coqui.batch.outbox");
  }
}
