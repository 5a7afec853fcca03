package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.audio.Loudness;
import coqui.audio.WavFile;
import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import coqui.speech.AudioClip;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /tts} over a real connection, down to the model. */
class TtsTest {

  private static final List<String> THREE_SENTENCES = List.of(
      "The first sentence of this text is long enough to fill a chunk of its own, or very nearly so at least.",
      "The second sentence of this text is long enough to fill a chunk of its own, or very nearly so at least.",
      "The third sentence of this text is long enough to fill a chunk of its own, or very nearly so at least.");

  private static final String SEEDED = "{\"text\": \"Hello there.\", \"seed\": 42}";

  @TempDir
  static Path cache;

  private static LiveServer server;

  @BeforeAll
  static void serveTheDemoVoice() throws Exception {
    server = LiveServer.with(DemoCheckpoint.unpack(cache), cache);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void tts_text_isAnsweredWithAWavAndItsHeaders() throws Exception {
    HttpResponse<byte[]> answer =
        server.tts("{\"text\": \"Hello there.\", \"speaker_id\": \"Sally\", \"language\": \"en\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    AudioClip clip = WavFile.decode(answer.body());
    assertThat(clip.sampleRate()).isEqualTo(22_050);
    assertThat(clip.seconds()).isBetween(0.3, 5.0);
    assertThat(answer.headers().firstValue("Content-Type")).contains("audio/wav");
    assertThat(answer.headers().firstValue("Content-Length")).contains(Integer.toString(answer.body().length));
    assertThat(answer.headers().firstValue("X-Sample-Rate")).contains("22050");
    assertThat(answer.headers().firstValue("X-Duration-Sec")).contains("%.3f".formatted(clip.seconds()));
    assertThat(answer.headers().firstValue("X-Engine")).contains("coqui_xtts");
    assertThat(answer.headers().firstValue("X-Speaker")).contains("Sally");
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
  }

  @Test
  void tts_normalized_isAtTheTargetLoudnessBelowTheTruePeak() throws Exception {
    AudioClip clip = WavFile.decode(server.tts(
        "{\"text\": \"This sentence is long enough for its loudness to be measured.\", \"seed\": 1}").body());

    assertThat(Loudness.integratedLufs(clip)).isCloseTo(-18, within(0.5));
    assertThat(Loudness.truePeakDbfs(clip)).isLessThanOrEqualTo(-1);
  }

  @Test
  void tts_severalChunks_areJoinedInOrderWithOverlap() throws Exception {
    int overlap = 960;   // 40 ms at 24 kHz
    List<AudioClip> alone = new ArrayList<>();
    for (String sentence : THREE_SENTENCES) {
      alone.add(greedy(sentence));
    }

    AudioClip together = greedy(String.join(" ", THREE_SENTENCES));

    int samples = alone.stream().mapToInt(clip -> clip.samples().length).sum() - 2 * overlap;
    assertThat(together.samples()).hasSize(samples);
    AudioClip first = alone.get(0);
    AudioClip last = alone.get(2);
    int beforeTheJoin = first.samples().length - overlap;
    int afterTheJoin = last.samples().length - overlap;
    assertThat(Arrays.copyOf(together.samples(), beforeTheJoin)).isEqualTo(Arrays.copyOf(first.samples(), beforeTheJoin));
    assertThat(Arrays.copyOfRange(together.samples(), samples - afterTheJoin, samples))
        .isEqualTo(Arrays.copyOfRange(last.samples(), overlap, last.samples().length));
  }

  private static AudioClip greedy(String text) throws Exception {
    HttpResponse<byte[]> answer = server.tts(
        "{\"text\": \"%s\", \"temperature\": 0, \"sample_rate\": 24000, \"normalize\": false}".formatted(text));
    return WavFile.decode(answer.body());
  }

  @Test
  void tts_noSpeaker_isSpokenByTheDefaultOne() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\"}");

    assertThat(answer.headers().firstValue("X-Speaker")).contains("Robert");
  }

  @Test
  void tts_sameRequestAndSeed_isTheSameAudio() throws Exception {
    assertThat(audio(SEEDED)).isEqualTo(audio(SEEDED));
  }

  @Test
  void tts_noSeed_soundsDifferentEachTime() throws Exception {
    String request = "{\"text\": \"Hello there.\", \"temperature\": 1}";

    assertThat(audio(request)).isNotEqualTo(audio(request));
  }

  @Test
  void tts_samplingLeftOut_isTheCheckpoints() throws Exception {
    String spelledOut = """
        {"text": "Hello there.", "seed": 42, "temperature": 0.25, "top_k": 50, "top_p": 0.8, "repetition_penalty": 2}""";

    assertThat(audio(spelledOut)).isEqualTo(audio(SEEDED));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "\"seed\": 42 | \"seed\": 43",
      "\"seed\": 42 | \"seed\": 42, \"speaker_id\": \"Sally\"",
      "\"seed\": 42 | \"seed\": 42, \"speed\": 0.7",
      "\"seed\": 42 | \"seed\": 42, \"temperature\": 2",
      "\"seed\": 42 | \"seed\": 42, \"sample_rate\": 8000",
      "\"seed\": 42 | \"seed\": 42, \"normalize\": false",
      "\"seed\": 42, \"temperature\": 1 | \"seed\": 42, \"temperature\": 1, \"top_k\": 1",
      "\"seed\": 42, \"temperature\": 1 | \"seed\": 42, \"temperature\": 1, \"top_p\": 0.1",
      "\"seed\": 42, \"temperature\": 1 | \"seed\": 42, \"temperature\": 1, \"repetition_penalty\": 1"})
  void tts_eachField_isHeard(String without, String with) throws Exception {
    assertThat(audio("{\"text\": \"Hello there.\", " + with + "}"))
        .isNotEqualTo(audio("{\"text\": \"Hello there.\", " + without + "}"));
  }

  /** As a buffer: it is compared by content, and told by its size rather than a page of numbers. */
  private static ByteBuffer audio(String request) throws Exception {
    HttpResponse<byte[]> answer = server.tts(request);
    assertThat(answer.statusCode()).isEqualTo(200);
    return ByteBuffer.wrap(answer.body());
  }

  @Test
  void tts_queryParameters_doNotBecomeHeadersOfTheAnswer() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts?Set-Cookie=a%3Db&X-Speaker=me&x=y")
        .header("Content-Type", "application/json")
        .header("Authorization", "Basic eDp5")
        .header("X-Custom", "echo")
        .POST(BodyPublishers.ofString("{\"text\": \"Hello.\"}")));

    assertThat(answer.headers().map().keySet().stream().map(String::toLowerCase)).containsExactlyInAnyOrder(
        "content-type", "content-length", "x-sample-rate", "x-duration-sec", "x-engine", "x-speaker", "x-request-id");
    assertThat(answer.headers().firstValue("X-Speaker")).contains("Robert");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc-123", "A.b_C"})
  void tts_plainRequestId_isKept(String id) throws Exception {
    assertThat(requestIdOfAnswerTo(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "a b", "<script>", "a;b=c", "01234567890123456789012345678901234567890123456789012345678901234"})
  void tts_requestIdThatIsNotPlain_isReplaced(String id) throws Exception {
    assertThat(requestIdOfAnswerTo(id)).matches("[0-9a-f-]{36}");
  }

  private static String requestIdOfAnswerTo(String id) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = server.send(server.request("/tts")
        .header("Content-Type", "application/json")
        .header("X-Request-Id", id)
        .POST(BodyPublishers.ofString("{\"text\": \"Hello.\"}")));
    return answer.headers().firstValue("X-Request-Id").orElseThrow();
  }
}
