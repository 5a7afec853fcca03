package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.audio.FfmpegEncoder;
import coqui.audio.Loudness;
import coqui.audio.WavFile;
import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import coqui.speech.AudioClip;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speech that is sent while it is spoken, by the demo voice over a real connection. */
@Timeout(120)
class StreamTest {

  private static final String TWO_CHUNKS =
      "Hello there, this is a train station, and the next train is late by ten minutes or so. ".repeat(4);

  @TempDir
  private static Path folder;

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(DemoCheckpoint.unpack(folder), folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> ask(String query, String fields) throws Exception {
    return server.send(server.request("/tts" + query).header("Content-Type", "application/json")
        .header("Cache-Control", "no-store")
        .POST(BodyPublishers.ofString("{\"text\": \"%s\", %s}".formatted(TWO_CHUNKS, fields))));
  }

  private static AudioClip pcm(HttpResponse<byte[]> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).contains("audio/pcm");
    ByteBuffer bytes = ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[answer.body().length / Short.BYTES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.getShort() / 32_768f;
    }
    return new AudioClip(samples, Integer.parseInt(answer.headers().firstValue("X-Sample-Rate").orElseThrow()));
  }

  /** Within a step of 16 bits: the noise of rounding twice is −96 dB of full scale. */
  private static void assertSame(float[] streamed, float[] whole) {
    assertThat(streamed).hasSameSizeAs(whole);
    for (int i = 0; i < whole.length; i++) {
      assertThat(Math.abs(streamed[i] - whole[i])).as("sample %d", i).isLessThanOrEqualTo(1.01f / 32_768);
    }
  }

  @ParameterizedTest
  @CsvSource({"24000, 1, 0", "22050, 1, 0.7", "22050, 1.2, 0.7", "16000, 0.8, 0", "48000, 1, 0"})
  void tts_streamedWithoutNormalizing_isTheWholeAnswer(int rate, double speed, double temperature) throws Exception {
    String fields = String.format(Locale.ROOT,
        "\"normalize\": false, \"seed\": 3, \"sample_rate\": %d, \"speed\": %s, \"temperature\": %s",
        rate, speed, temperature);

    HttpResponse<byte[]> streamed = ask("?stream=true", fields);
    HttpResponse<byte[]> whole = ask("", fields);

    assertThat(streamed.headers().firstValue("Transfer-Encoding")).contains("chunked");
    assertThat(streamed.headers().firstValue("X-Duration-Sec")).isEmpty();
    assertThat(streamed.headers().firstValue("X-Sample-Rate")).contains(Integer.toString(rate));
    assertSame(WavFile.decode(streamed.body()).samples(), WavFile.decode(whole.body()).samples());
  }

  /** The sizes in its header are unknown; a decoder that cannot look at the end of a file has nothing else to go by. */
  @ParameterizedTest
  @ValueSource(strings = {"-i", "-seekable 0 -i"})
  void tts_streamedWav_isReadToItsEndByAnOrdinaryDecoder(String input) throws Exception {
    Path streamed = Files.write(folder.resolve("streamed.wav"), ask("?stream=true", "\"seed\": 8").body());
    Path whole = Files.write(folder.resolve("whole.wav"), ask("", "\"seed\": 8").body());

    assertThat(decoded(input, streamed)).hasSameSizeAs(decoded(input, whole)).hasSizeGreaterThan(100_000);
  }

  private static byte[] decoded(String input, Path wav) throws Exception {
    List<String> arguments = new ArrayList<>(Arrays.asList(input.split(" ")));
    arguments.addAll(List.of(wav.toString(), "-f", "s16le"));
    return FfmpegEncoder.run("pcm", arguments.toArray(String[]::new));
  }

  @Test
  void tts_streamedAgainWithTheSameSeed_isTheSameToTheByte() throws Exception {
    assertThat(ask("?stream=true", "\"seed\": 5").body()).isEqualTo(ask("?stream=true", "\"seed\": 5").body());
  }

  @Test
  void tts_streamedAndNormalized_isNearTheTargetBelowTheMaximumPeak() throws Exception {
    AudioClip streamed = WavFile.decode(ask("", "\"stream\": true, \"seed\": 4").body());

    assertThat(Loudness.integratedLufs(streamed)).isCloseTo(-18, within(1.5));
    assertThat(Loudness.truePeakDbfs(streamed)).isLessThanOrEqualTo(-1);
  }

  @Test
  void tts_pcm_isTheSamplesOfTheWav() throws Exception {
    HttpResponse<byte[]> wav = ask("", "\"seed\": 6");
    HttpResponse<byte[]> pcm = ask("", "\"seed\": 6, \"output_format\": \"pcm\"");

    assertThat(pcm(pcm).samples()).isEqualTo(WavFile.decode(wav.body()).samples());
    assertThat(pcm.headers().firstValue("X-Duration-Sec")).isPresent();
  }

  @Test
  void tts_streamedPcm_isTheSamplesOfTheStreamedWav() throws Exception {
    HttpResponse<byte[]> wav = ask("?stream=true", "\"seed\": 6");
    HttpResponse<byte[]> pcm = ask("?stream=true", "\"seed\": 6, \"output_format\": \"pcm\"");

    assertThat(pcm(pcm).samples()).isEqualTo(WavFile.decode(wav.body()).samples());
  }

  @Test
  void clone_streamed_isTheWholeAnswer() throws Exception {
    byte[] voice = Files.readAllBytes(
        Path.of("src/test/resources/reference/xtts/references/voice-a-22k.wav"));
    HttpResponse<byte[]> streamed = server.clone(form(voice).text("stream", "true"));
    HttpResponse<byte[]> whole = server.clone(form(voice));

    assertThat(streamed.headers().firstValue("Transfer-Encoding")).contains("chunked");
    assertSame(WavFile.decode(streamed.body()).samples(), WavFile.decode(whole.body()).samples());
  }

  private static MultipartBody form(byte[] voice) {
    return new MultipartBody().text("text", "Hello there.").text("temperature", "0").text("normalize", "false")
        .file("reference_audio", voice);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?stream=yes", "?stream=true&stream=true", "?stream="})
  void tts_streamThatIsNoTruth_isRefused(String query) throws Exception {
    HttpResponse<byte[]> answer = ask(query, "\"seed\": 1");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.errorCode(answer)).isEqualTo("invalid_stream");
  }

  @Test
  void tts_queryAndBodyThatDisagree_isRefused() throws Exception {
    assertThat(LiveServer.errorCode(ask("?stream=true", "\"stream\": false"))).isEqualTo("invalid_stream");
  }

  @Test
  void tts_streamedToAClientThatTakesNoSuchFormat_isNotAcceptable() throws Exception {
    String body = "{\"text\": \"Hi.\", \"output_format\": \"pcm\"}";

    HttpResponse<byte[]> answer = server.send(server.request("/tts").header("Content-Type", "application/json")
        .header("Accept", "audio/wav").POST(BodyPublishers.ofString(body)));

    assertThat(LiveServer.errorCode(answer)).isEqualTo("not_acceptable");
  }

  @Test
  void tts_streamedToHttp10_isTheWhole() throws Exception {
    String body = "{\"text\": \"Hello.\", \"stream\": true}";

    String answer = server.raw("POST /tts HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length() + "\r\n\r\n" + body).toLowerCase(Locale.ROOT);

    assertThat(answer).contains("200 ok").contains("content-length: ").doesNotContain("chunked");
  }

  @Test
  void tts_streamedTextThatCannotBeSpoken_isAnErrorAsEveryOther() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"...\", \"stream\": true}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.errorCode(answer)).isEqualTo("invalid_text");
  }
}
