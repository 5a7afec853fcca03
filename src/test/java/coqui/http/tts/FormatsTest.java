package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.audio.AudioFormat;
import coqui.audio.HeardSound;
import coqui.audio.WavFile;
import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import coqui.speech.AudioClip;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in every format, by the demo voice over a real connection: heard as another program hears them. */
@Timeout(120)
class FormatsTest {

  private static final String HELLO = "{\"text\": \"The next train is late.\", \"seed\": 3, \"normalize\": false%s}";

  @TempDir
  private static Path folder;

  private static LiveServer server;
  private static AudioClip spoken;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(DemoCheckpoint.unpack(folder), folder);
    spoken = WavFile.decode(server.tts(HELLO.formatted("")).body());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> ask(String fields) throws Exception {
    HttpResponse<byte[]> answer = server.tts(HELLO.formatted(fields));
    assertThat(answer.statusCode()).as(() -> new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
    return answer;
  }

  private static HttpResponse<byte[]> asking(String accept, String fields) throws Exception {
    HttpRequest.Builder request = server.request("/tts").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(HELLO.formatted(fields)));
    return server.send(accept.isEmpty() ? request : request.header("Accept", accept));
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "mp3, audio/mpeg, 22050, 0, 20", "opus, audio/ogg, 48000, 0, 10", "aac, audio/aac, 22050, 1024, 20",
    "flac, audio/flac, 22050, 0, 200"})
  void tts_format_isTheSoundOfTheWav(String format, String mediaType, int rate, int delay, double decibels)
      throws Exception {
    HttpResponse<byte[]> answer = ask(", \"output_format\": \"" + format + "\"");

    AudioClip heard = HeardSound.in(answer.body());
    assertThat(header(answer, "Content-Type")).isEqualTo(mediaType);
    assertThat(header(answer, "X-Sample-Rate")).isEqualTo(Integer.toString(rate));
    assertThat(heard.sampleRate()).isEqualTo(rate);
    assertThat(Double.parseDouble(header(answer, "X-Duration-Sec"))).isCloseTo(spoken.seconds(), within(0.001));
    assertThat(heard.seconds()).isCloseTo(spoken.seconds(), within(0.1));
    assertThat(HeardSound.signalToNoise(spoken, heard, delay)).isGreaterThan(decibels);
  }

  @ParameterizedTest
  @CsvSource({
    "mp3, audio/mpeg, 22050, 1105, 20", "opus, audio/ogg, 48000, 0, 10", "aac, audio/aac, 22050, 1024, 20",
    "flac, audio/flac, 22050, 0, 80"})
  void tts_formatStreamed_isTheSoundOfTheWav(String format, String mediaType, int rate, int delay, double decibels)
      throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts?stream=true")
        .header("Content-Type", "application/json").header("Cache-Control", "no-store")
        .POST(BodyPublishers.ofString(HELLO.formatted(", \"output_format\": \"" + format + "\""))));

    assertThat(header(answer, "Transfer-Encoding")).isEqualTo("chunked");
    assertThat(header(answer, "Content-Type")).isEqualTo(mediaType);
    assertThat(header(answer, "X-Sample-Rate")).isEqualTo(Integer.toString(rate));
    assertThat(answer.headers().firstValue("X-Duration-Sec")).isEmpty();
    assertThat(HeardSound.signalToNoise(spoken, HeardSound.in(answer.body()), delay)).isGreaterThan(decibels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp3", "opus", "aac", "flac"})
  void tts_sameSeed_isTheSameToTheByteWhetherKeptOrNot(String format) throws Exception {
    String fields = ", \"output_format\": \"" + format + "\"";
    HttpResponse<byte[]> kept = ask(fields);
    HttpResponse<byte[]> anew = server.send(server.request("/tts")
        .header("Content-Type", "application/json").header("Cache-Control", "no-store")
        .POST(BodyPublishers.ofString(HELLO.formatted(fields))));

    assertThat(header(kept, "X-Cache")).isEqualTo("hit");   // whatever the format it was made for
    assertThat(anew.body()).isEqualTo(kept.body());
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
    "'' | audio/wav", "*/* | audio/wav", "audio/* | audio/wav",
    "audio/mpeg | audio/mpeg", "audio/mp3 | audio/mpeg", "audio/x-wav | audio/wav", "audio/opus | audio/ogg",
    "audio/aac | audio/aac", "Audio/FLAC | audio/flac", "audio/pcm | audio/pcm",
    "audio/mpeg, */* | audio/mpeg", "audio/mpeg;q=0.5, audio/flac | audio/flac",
    "audio/mpeg;q=0.5, audio/*;q=0.6 | audio/wav", "audio/wav;q=0, audio/pcm;q=0, */* | audio/mpeg",
    "audio/webm, audio/ogg, audio/wav, audio/*;q=0.9, */*;q=0.5 | audio/wav", "text/html, audio/ogg;q=0.1 | audio/ogg"})
  void tts_noFormat_isWhatTheAcceptHeaderWouldRatherHave(String accept, String mediaType) throws Exception {
    assertThat(header(asking(accept, ""), "Content-Type")).isEqualTo(mediaType);
  }

  @ParameterizedTest
  @CsvSource({"audio/mpeg, wav", "'audio/*, audio/flac;q=0', flac", "audio/x-wav, mp3"})
  void tts_formatThatTheAcceptHeaderExcludes_isNotAcceptable(String accept, String format) throws Exception {
    HttpResponse<byte[]> answer = asking(accept, ", \"output_format\": \"" + format + "\"");

    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(LiveServer.errorCode(answer)).isEqualTo("not_acceptable");
    assertThat(LiveServer.error(answer).path("supported_media_types").get(0).asText())
        .isEqualTo(AudioFormat.named(format).orElseThrow().mediaType());
  }

  @Test
  void tts_acceptHeaderWithNothingThatIsToBeHad_listsWhatIs() throws Exception {
    HttpResponse<byte[]> answer = asking("audio/mp4", "");

    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(LiveServer.error(answer).path("supported_media_types")).hasSize(6);
  }

  @Test
  void tts_unknownFormat_listsThoseThatAreKnown() throws Exception {
    HttpResponse<byte[]> answer = asking("", ", \"output_format\": \"ogg\"");

    assertThat(LiveServer.errorCode(answer)).isEqualTo("invalid_output_format");
    assertThat(LiveServer.error(answer).path("supported_values")).extracting(value -> value.asText())
        .containsExactly("wav", "pcm", "mp3", "opus", "aac", "flac");
  }

  @Test
  void clone_formatInTheForm_isThatFormat() throws Exception {
    byte[] voice = Files.readAllBytes(Path.of("src/test/resources/reference/xtts/references/voice-a-22k.wav"));
    HttpResponse<byte[]> answer = server.clone(new MultipartBody().text("text", "Hello.").text("seed", "1")
        .text("output_format", "opus").file("reference_audio", voice));

    assertThat(header(answer, "Content-Type")).isEqualTo("audio/ogg");
    assertThat(HeardSound.in(answer.body()).seconds())
        .isCloseTo(Double.parseDouble(header(answer, "X-Duration-Sec")), within(0.05));
  }

  @Test
  void tts_manyAtOnceInAllFormats_areAllTheSoundOfTheWav() throws Exception {
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (String format : Set.of("mp3", "opus", "aac", "flac")) {
        answers.add(server.ttsAsync(HELLO.formatted(", \"output_format\": \"" + format + "\"")));
      }
    }

    for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
      assertThat(HeardSound.in(answer.get().body()).seconds()).isCloseTo(spoken.seconds(), within(0.1));
    }
  }
}
