package coqui.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.pipeline.ToneModel;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RateLimitTest {

  private static LiveServer server;

  private long now;   // ns
  private final RateLimit limit = new RateLimit(new RateLimitSettings(6, 3, 0), () -> now);

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(new ToneModel(), Map.of(
        "coqui.rate-limit.requests-per-minute", "1", "coqui.rate-limit.burst", "2",
        "coqui.server.trusted-proxies", "1"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void ask_burst_passesAndThenOneEachTenSeconds() {
    assertThat(passed("a", 5)).isEqualTo(3);

    now += Duration.ofSeconds(9).toNanos();
    assertThat(passed("a", 1)).isZero();
    now += Duration.ofSeconds(1).toNanos();
    assertThat(passed("a", 2)).isEqualTo(1);
  }

  @Test
  void ask_others_haveTheirOwn() {
    passed("a", 5);

    assertThat(passed("b", 5)).isEqualTo(3);
  }

  @Test
  void ask_afterALongRest_isNoMoreThanABurst() {
    passed("a", 5);
    now += Duration.ofHours(5).toNanos();

    assertThat(passed("a", 5)).isEqualTo(3);
  }

  @Test
  void ask_manyMoreClientsThanAreRemembered_staysBounded() {
    for (int i = 0; i < 2 * RateLimit.MOST_CLIENTS; i++) {
      limit.ask("client " + i);
    }

    assertThat(limit.knownClients()).isLessThanOrEqualTo(RateLimit.MOST_CLIENTS);
  }

  @Test
  void ask_clientHasRestedAWindow_isForgotten() {
    passed("a", 5);
    now += Duration.ofSeconds(31).toNanos();   // 3 tokens at 6 a minute

    assertThat(limit.knownClients()).isZero();
  }

  @Test
  void tts_withinTheLimit_isSpokenAndToldWhatIsLeft() throws Exception {
    HttpResponse<byte[]> answer = server.send(tts("192.0.2.1"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"default\";q=2;w=120");
    assertThat(answer.headers().firstValue("RateLimit").orElseThrow()).matches("\"default\";r=1;t=(59|60)");
  }

  @Test
  void tts_beyondTheLimit_is429AndOthersAreNot() throws Exception {
    server.send(tts("192.0.2.2"));
    server.send(tts("192.0.2.2"));
    HttpResponse<byte[]> refused = server.send(tts("192.0.2.2"));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(LiveServer.error(refused).path("code").asText()).isEqualTo("rate_limited");
    assertThat(LiveServer.error(refused).path("message").asText()).contains("coqui.rate-limit.requests-per-minute");
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
    assertThat(refused.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"default\";r=0;t=");
    assertThat(server.send(tts("192.0.2.3")).statusCode()).isEqualTo(200);
  }

  /** That the contract has these headers there, {@link LiveServer} sees to. */
  @ParameterizedTest(name = "{1} {2} {3}: {4}")
  @CsvSource(delimiter = '|', value = {
    "192.0.2.10 | /tts             | application/json    | {} | 400",
    "192.0.2.11 | /tts             | text/plain          | x  | 415",
    "192.0.2.12 | /tts/plan        | application/json    | {} | 400",
    "192.0.2.13 | /tts/batch       | application/json    | {} | 400",
    "192.0.2.14 | /tts/batch       | application/json    | {\"items\": [{\"text\": \"Hello.\"}]} | 200",
    "192.0.2.15 | /voice-clone     | multipart/form-data | x  | 400",
    "192.0.2.16 | /v1/audio/speech | application/json    | {} | 400",
    "192.0.2.17 | /v1/audio/speech | text/plain          | x  | 415",
    "192.0.2.18 | /v1/audio/voices | multipart/form-data | x  | 400"})
  void anyAnswer_toWhatCounts_tellsWhatIsLeft(String client, String path, String type, String body, int status)
      throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request(path)
        .header("X-Forwarded-For", client).header("Content-Type", type).POST(BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(status);
    assertThat(answer.headers().firstValue("RateLimit-Policy")).isPresent();
    assertThat(answer.headers().firstValue("RateLimit")).isPresent();
  }

  @Test
  void tts_beyondTheLimit_isRefusedBeforeItsBodyIsRead() throws Exception {
    server.send(tts("192.0.2.4"));
    server.send(tts("192.0.2.4"));

    assertThat(server.raw("POST /voice-clone HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.4\r\n"
        + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n"))
        .startsWith("HTTP/1.1 429");
  }

  @Test
  void tts_addressesMadeUpInFrontOfTheProxys_areOneClient() throws Exception {
    server.send(tts("1.1.1.1, 192.0.2.5"));
    server.send(tts("2.2.2.2, 192.0.2.5"));

    assertThat(server.send(tts("3.3.3.3, 192.0.2.5")).statusCode()).isEqualTo(429);
  }

  @Test
  void speakers_anyNumber_doNotCount() throws Exception {
    for (int i = 0; i < 5; i++) {
      HttpResponse<byte[]> answer =
          server.send(server.request("/speakers").header("X-Forwarded-For", "192.0.2.6").GET());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
    }
  }

  @Test
  void tts_byDefault_hasNoLimit() throws Exception {
    try (LiveServer free = LiveServer.with(new ToneModel())) {
      assertThat(free.tts(StagedSpeech.HELLO).headers().firstValue("RateLimit")).isEmpty();
    }
  }

  @Test
  void tts_twoKeysFromOneAddress_areTwoClients() throws Exception {
    try (LiveServer keyed = LiveServer.with(new ToneModel(), Map.of(
        "coqui.rate-limit.requests-per-minute", "1", "coqui.api-keys", "key-of-client-one,key-of-client-two"))) {
      assertThat(status(keyed, "key-of-client-one")).isEqualTo(200);
      assertThat(status(keyed, "key-of-client-one")).isEqualTo(429);
      assertThat(status(keyed, "key-of-client-two")).isEqualTo(200);
    }
  }

  private static int status(LiveServer keyed, String key) throws Exception {
    return keyed.send(keyed.request("/tts").header("X-API-Key", key).header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(StagedSpeech.HELLO))).statusCode();
  }

  private int passed(String client, int requests) {
    int passed = 0;
    for (int i = 0; i < requests; i++) {
      passed += limit.ask(client).isConsumed() ? 1 : 0;
    }
    return passed;
  }

  private static HttpRequest.Builder tts(String forwardedFor) {
    return server.request("/tts")
        .header("X-Forwarded-For", forwardedFor)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(StagedSpeech.HELLO));
  }
}
