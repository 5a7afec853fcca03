package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.audio.Loudness;
import coqui.audio.WavFile;
import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /tts} with several speakers, sung by a {@link ToneModel}: half a second a turn. */
class DialogueTest {

  private static final int RATE = ToneModel.RATE;
  private static final int OVERLAP = RATE * 40 / 1_000;

  /** Sally is 6 dB quieter than the others. */
  private final ToneModel model = new ToneModel(chunk -> {
    float[] samples = ToneModel.tone(chunk.tokenIds().length).samples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= chunk.voice().name().equals("Sally") ? 0.5f : 1;
    }
    return CompletableFuture.completedFuture(new AudioClip(samples, RATE));
  });

  private LiveServer server;

  @BeforeEach
  void start() throws Exception {
    server = LiveServer.with(model);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> say(String turns, String fields) throws Exception {
    return server.tts("{\"dialogue\": [%s], \"sample_rate\": %d, %s}".formatted(turns, RATE, fields));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dialogue_pauses_areSilenceAfterTheirTurns(boolean stream) throws Exception {
    HttpResponse<byte[]> answer = say(
        "{\"text\": \"One.\", \"pause_ms\": 1000}, {\"text\": \"Two.\"}, {\"text\": \"Three.\"}",
        "\"normalize\": false, \"stream\": " + stream);

    float[] samples = WavFile.decode(answer.body()).samples();
    int turn = RATE / 2;
    assertThat(samples).hasSize(3 * turn + RATE + RATE * 4 / 10);
    assertSound(samples, OVERLAP, turn - OVERLAP);
    assertSilence(samples, turn, turn + RATE);
    assertSound(samples, turn + RATE + OVERLAP, 2 * turn + RATE - OVERLAP);
    assertSilence(samples, 2 * turn + RATE, 2 * turn + RATE + RATE * 4 / 10);
    assertSound(samples, 2 * turn + RATE + RATE * 4 / 10 + OVERLAP, samples.length);
  }

  private static void assertSound(float[] samples, int from, int to) {
    assertThat(rms(samples, from, to)).isCloseTo(0.1 / Math.sqrt(2), within(0.01));
  }

  private static void assertSilence(float[] samples, int from, int to) {
    assertThat(rms(samples, from, to)).isZero();
  }

  private static double rms(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i] * samples[i];
    }
    return Math.sqrt(sum / (to - from));
  }

  @Test
  void dialogue_noPause_crossFadesAsOneTextDoes() throws Exception {
    HttpResponse<byte[]> answer =
        say("{\"text\": \"One.\", \"pause_ms\": 0}, {\"text\": \"Two.\"}", "\"normalize\": false");

    assertThat(WavFile.decode(answer.body()).samples()).hasSize(RATE - OVERLAP);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dialogue_speakersOfUnequalLoudness_areMadeEquallyLoud(boolean stream) throws Exception {
    HttpResponse<byte[]> answer = say("{\"text\": \"One.\", \"speaker_id\": \"Robert\", \"pause_ms\": 500},"
        + "{\"text\": \"Two.\", \"speaker_id\": \"Sally\", \"pause_ms\": 500},"
        + "{\"text\": \"Three.\", \"speaker_id\": \"Robert\"}", "\"stream\": " + stream);

    float[] samples = WavFile.decode(answer.body()).samples();
    double robert = lufs(samples, 0);
    assertThat(lufs(samples, RATE)).isCloseTo(robert, within(1.5));
    assertThat(lufs(samples, 2 * RATE)).isCloseTo(robert, within(1.5));
  }

  private static double lufs(float[] samples, int from) {
    return Loudness.integratedLufs(new AudioClip(Arrays.copyOfRange(samples, from, from + RATE / 2), RATE));
  }

  @Test
  void dialogue_twoLanguages_areEachReadTheirWay() throws Exception {
    say("{\"text\": \"I have 7.\", \"language\": \"en\"}, {\"text\": \"Ich habe 7.\", \"language\": \"de\"}",
        "\"seed\": 1");

    assertThat(model.asked).extracting(ChunkRequest::text)
        .containsExactlyInAnyOrder("i have seven.", "ich habe sieben.");
  }

  @Test
  void dialogue_everyTurn_hasItsOwnVoiceSpeedAndSeed() throws Exception {
    HttpResponse<byte[]> answer = say(
        "{\"text\": \"One.\", \"speaker_id\": \"Sally\", \"speed\": 0.8}, {\"text\": \"Two.\"},"
        + "{\"text\": \"Three.\", \"speaker_id\": \"Eugenio Mataracı\"}", "\"speed\": 1.2, \"seed\": 7");

    assertThat(answer.headers().firstValue("X-Speaker")).contains("Sally, Robert, Eugenio%20Matarac%C4%B1");
    assertThat(model.asked).hasSize(3);
    assertThat(model.asked).extracting(ChunkRequest::seed).contains(7L).doesNotHaveDuplicates();
    assertThat(model.asked).extracting(chunk -> chunk.voice().name() + " " + chunk.speed())
        .containsExactlyInAnyOrder("Sally 0.8", "Robert 1.2", "Eugenio Mataracı 1.2");
  }

  @Test
  void dialogue_sameAgain_isTakenFromWhatWasKept() throws Exception {
    String turns = "{\"text\": \"One.\", \"speaker_id\": \"Sally\"}, {\"text\": \"Two.\"}";

    byte[] first = say(turns, "\"seed\": 1").body();
    HttpResponse<byte[]> second = say(turns, "\"seed\": 1");
    HttpResponse<byte[]> withAnotherPause =
        say(turns.replace("\"}, ", "\", \"pause_ms\": 401}, "), "\"seed\": 1");

    assertThat(second.headers().firstValue("X-Cache")).contains("hit");
    assertThat(second.body()).isEqualTo(first);
    assertThat(withAnotherPause.headers().firstValue("X-Cache")).contains("miss");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"text\": \"One.\"}, {\"text\": \"Two.\", \"speaker_id\": \"X\"} | invalid_speaker | dialogue[1].speaker_id",
      "{\"text\": \"One.\"}, {\"text\": \"Two.\", \"speed\": 2} | invalid_speed | dialogue[1].speed",
      "{\"text\": \"One.\"}, {\"text\": \"!\"} | invalid_text | dialogue[1].text"})
  void dialogue_wrongTurn_isRefusedByItsPlace(String turns, String code, String field) throws Exception {
    HttpResponse<byte[]> answer = say(turns, "\"seed\": 1");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo(code);
    assertThat(LiveServer.error(answer).path("field").asText()).isEqualTo(field);
    assertThat(model.asked).isEmpty();
  }
}
