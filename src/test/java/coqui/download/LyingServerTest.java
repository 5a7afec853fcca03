package coqui.download;

import static coqui.download.Downloads.MODEL;
import static coqui.download.Replies.answer;
import static coqui.download.Replies.chunked;
import static coqui.download.Replies.file;
import static coqui.download.Replies.head;
import static coqui.download.Replies.status;
import static coqui.download.Replies.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.download.FaultyServer.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that say what is not so, or nothing, or do not come to an end. */
class LyingServerTest {

  private static final byte[] CONTENT = Downloads.bytes(50_000, 1);
  private static final byte[] PAGE = "<html>Please log in.</html>".getBytes(StandardCharsets.UTF_8);

  @TempDir
  Path folder;

  private FaultyServer server;
  private Downloads downloads;

  @BeforeEach
  void start() throws IOException {
    server = FaultyServer.start();
    downloads = new Downloads(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fetch_fileOfAnotherLength_isRefusedBeforeItIsSent() {
    server.on(MODEL, whole(Downloads.bytes(49_999, 1)));

    assertRefused("the server says the file has 49,999 bytes, expected 50,000");
  }

  @Test
  void fetch_fileOfTheRightLengthWithAnotherHash_isNotKept() {
    server.on(MODEL, whole(Downloads.bytes(50_000, 2)));

    assertRefused("model.pth is not as published: its SHA-256 is ", "expected ", "it was not kept");
    assertThat(folder.resolve(".download/model.pth.partial")).doesNotExist();
  }

  @Test
  void fetch_moreBytesThanTheFileHas_areNotTaken() {
    server.on(MODEL, answer(200, chunked(CONTENT, new byte[10]), "Transfer-Encoding: chunked"));

    assertRefused("the server sends more than the 50,000 bytes that the file has");
  }

  @Test
  void fetch_endlessFile_isBrokenOffAtTheLengthThatItHas() {
    Reply endless = (request, out) -> {
      head(out, 200);
      while (true) {
        out.write(new byte[8_192]);
      }
    };
    server.on(MODEL, endless);

    assertRefused("the server sends more than the 50,000 bytes that the file has");
  }

  @Test
  void fetch_fileWithoutALength_isTakenIfItsHashIsKnown() throws Exception {
    server.on(MODEL, answer(200, chunked(CONTENT), "Transfer-Encoding: chunked"));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
  }

  @Test
  void fetch_chunksThatEndTooEarly_countAsBrokenOff() {
    server.on(MODEL, answer(200, chunked(new byte[100]), "Transfer-Encoding: chunked"));

    assertRefused("the transfer ended after 100 of 50,000 bytes", "given up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "Text/HTML; charset=utf-8"})
  void fetch_webPage_isRefusedAsSuch(String type) {
    server.on(MODEL, answer(200, PAGE, "Content-Type: " + type, "Content-Length: " + PAGE.length));

    assertRefused("a web page (text/html) instead of the file");
  }

  @Test
  void fetch_encodedFile_isRefused() {
    server.on(MODEL, answer(200, CONTENT, "Content-Encoding: gzip", "Content-Length: 50000"));

    assertRefused("encoded in a way that was not asked for");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 304, 400, 401, 403, 404, 410, 416, 451, 501})
  void fetch_statusThatStays_isToldAtOnce(int status) {
    server.on(MODEL, status(status, "Content-Length: 0"));

    assertRefused("/xtts/model.pth: the server answers with status " + status);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void fetch_statusThatMayPass_isTriedAgain(int status) throws Exception {
    server.on(MODEL, status(status, "Content-Length: 0"), file(CONTENT, "\"v1\""));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(downloads.problems()).singleElement().asString().contains("status " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "HTTP/1.1 200", "SSH-2.0-OpenSSH_9.2\r\n\r\n"})
  void fetch_answerThatIsNoHttp_isTriedAgainAndGivenUp(String bytes) {
    server.on(MODEL, (request, out) -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1)));

    assertRefused("cannot be reached", "given up after 4 attempts");
  }

  @Test
  void fetch_nobodyListens_isToldWithTheAddress() {
    server.close();

    assertRefused(server.folder() + "model.pth cannot be reached", "ConnectException");
  }

  @Test
  void fetch_serverThatNeverAnswers_isGivenUp() {
    server.on(MODEL, server.silence());

    downloads.with(Downloads.IMPATIENT);
    assertRefused("HttpTimeoutException", "given up after 2 attempts");
  }

  @Test
  void fetch_bodyThatStops_isBrokenOffAndFetchedFurther() throws Exception {
    Reply stops = (request, out) -> {
      head(out, 200, "ETag: \"v1\"", "Content-Length: 50000");
      out.write(CONTENT, 0, 20_000);
      out.flush();
      server.closed().await();
    };
    server.on(MODEL, stops, file(CONTENT, "\"v1\""));

    downloads.with(Downloads.IMPATIENT).fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(server.sent(MODEL, "Range")).containsExactly(null, "bytes=20000-");
    assertThat(downloads.problems()).singleElement().asString().contains("stalled", "coqui.download.stall-limit");
  }

  @Test
  void fetch_bodyThatTrickles_isBrokenOff() {
    Reply trickles = (request, out) -> {
      head(out, 200, "Content-Length: 50000");
      for (int i = 0; i < 50_000 && !server.closed().await(5, TimeUnit.MILLISECONDS); i++) {
        out.write(CONTENT[i]);
        out.flush();
      }
    };
    server.on(MODEL, trickles);

    downloads.with(Downloads.IMPATIENT);
    assertRefused("the transfer stalled", "given up after 2 attempts");
  }

  @Test
  void fetch_wholeBodyThatDoesNotEnd_isTakenWithoutAnotherRequest() throws Exception {
    Reply neverEnds = (request, out) -> {
      head(out, 200, "Transfer-Encoding: chunked");
      byte[] chunks = chunked(CONTENT);
      out.write(chunks, 0, chunks.length - 5);   // but the last chunk
      out.flush();
      server.closed().await();
    };
    server.on(MODEL, neverEnds);

    downloads.with(Downloads.IMPATIENT).fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void fetch_unknownFileWithoutALength_isRefused() {
    server.on("/xtts/config.json", answer(200, chunked(CONTENT), "Transfer-Encoding: chunked"));

    assertThatThrownBy(() -> downloads.fetch(ModelSource.otherCheckpoint(server.folder())))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("/xtts/config.json: the server does not say how long the file is");
  }

  @Test
  void fetch_unknownFileThatIsTooLong_isRefusedWithTheLimit() {
    server.on("/xtts/config.json", status(200, "Content-Length: 33554433"));

    assertThatThrownBy(() -> downloads.fetch(ModelSource.otherCheckpoint(server.folder())))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("33,554,433 bytes, the limit is 33,554,432");
  }

  @Test
  void fetch_fileLongerThanTheDiskHasRoom_isRefusedBeforeItIsAskedFor() {
    server.on(MODEL, file(CONTENT, "\"v1\""));

    downloads.with((FreeSpace) any -> 49_999);
    assertRefused("50,000 bytes are to be fetched, but the disk has 49,999 free");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void fetch_unknownFileLongerThanTheDiskHasRoom_isRefusedBeforeItsBody() {
    server.on("/xtts/config.json", file(CONTENT, "\"v1\""));

    downloads.with((FreeSpace) any -> 49_999);
    assertThatThrownBy(() -> downloads.fetch(ModelSource.otherCheckpoint(server.folder())))
        .hasMessageContaining("50,000 bytes are to be fetched, but the disk has 49,999 free");
    assertThat(folder.resolve(".download/config.json.partial")).doesNotExist();
  }

  private void assertRefused(String... told) {
    assertThatThrownBy(() -> downloads.fetch(server.folder(), CONTENT))
        .isInstanceOf(DownloadException.class)
        .satisfies(refused -> List.of(told).forEach(part -> assertThat(refused).hasMessageContaining(part)));
    assertThat(folder.resolve("model.pth")).doesNotExist();
  }
}
