package coqui.download;

import static coqui.download.Downloads.MODEL;
import static coqui.download.Replies.answer;
import static coqui.download.Replies.breakingOff;
import static coqui.download.Replies.file;
import static coqui.download.Replies.rest;
import static coqui.download.Replies.status;
import static coqui.download.Replies.whole;
import static coqui.download.Replies.wholeBreakingOff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.download.FaultyServer.Reply;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that end too early, and files that change meanwhile. */
class ResumeTest {

  private static final byte[] CONTENT = Downloads.bytes(3_000_000, 1);
  private static final byte[] OTHER = Downloads.bytes(3_000_000, 2);

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
  void fetch_connectionBreaks_goesOnBehindTheLastByteOfTheSameVersion() throws Exception {
    server.on(MODEL, breakingOff(CONTENT, "\"v1\"", 1_200_000), file(CONTENT, "\"v1\""));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(server.sent(MODEL, "If-Range")).containsExactly(null, "\"v1\"");
    assertThatRestIsAskedFor(MODEL, 1);
    assertThat(downloads.problems()).singleElement().asString().contains("broke off");
  }

  @Test
  void fetch_laterRun_goesOnWhereTheEarlierOneGaveUp() throws Exception {
    server.on(MODEL, breakingOff(CONTENT, "\"v1\"", 1_200_000), status(503));
    assertThatThrownBy(() -> downloads.fetch(server.folder(), CONTENT))
        .isInstanceOf(DownloadException.class)
        .hasMessageContainingAll("status 503", "given up after 4 attempts", "run the command again");
    server.on(MODEL, file(CONTENT, "\"v1\""));

    new Downloads(folder).fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThatRestIsAskedFor(MODEL, server.requests(MODEL).size() - 1);
  }

  @Test
  void fetch_fromAMirrorAfterwards_goesOnWithoutTheVersionOfTheOther() throws Exception {
    server.on(MODEL, breakingOff(CONTENT, "\"v1\"", 1_200_000), status(404));
    assertThatThrownBy(() -> downloads.fetch(server.folder(), CONTENT)).isInstanceOf(DownloadException.class);
    server.on("/mirror/model.pth", file(CONTENT, "\"of the mirror\""));

    new Downloads(folder).fetch(server.folder().resolve("/mirror/"), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThatRestIsAskedFor("/mirror/model.pth", 0);
    assertThat(server.sent("/mirror/model.pth", "If-Range")).containsOnlyNulls();
  }

  @Test
  void fetch_serverIgnoresRanges_beginsAnew() throws Exception {
    server.on(MODEL, wholeBreakingOff(CONTENT, 1_200_000), whole(CONTENT));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(server.requests(MODEL)).hasSize(2);
    assertThatRestIsAskedFor(MODEL, 1);
  }

  @Test
  void fetch_fileChangesBetweenAttempts_isFetchedAnewInItsNewVersion() throws Exception {
    server.on(MODEL, breakingOff(OTHER, "\"v1\"", 1_200_000), file(CONTENT, "\"v2\""));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(server.requests(MODEL)).hasSize(2);
  }

  @Test
  void fetch_restOfAnotherVersionInSpiteOfIfRange_isNotJoinedToTheFirstPart() throws Exception {
    server.on(MODEL, breakingOff(OTHER, "\"v1\"", 1_200_000), rest(CONTENT, "\"v2\""), file(CONTENT, "\"v2\""));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(downloads.problems()).last().asString().contains("the file has changed");
  }

  @Test
  void fetch_halvesOfTwoFilesThatNobodyTellsApart_areFoundByTheHashAndFetchedOnceMore() throws Exception {
    server.on(MODEL, breakingOff(OTHER, "\"v1\"", 1_200_000), rest(CONTENT, "\"v1\""), file(CONTENT, "\"v1\""));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(downloads.problems()).last().asString().contains("not as published", "SHA-256");
    assertThatRestIsAskedFor(MODEL, 1);
    assertThat(server.sent(MODEL, "Range")).hasSize(3).last().isNull();
  }

  @Test
  void fetch_rangeThatTheServerNoLongerHas_beginsAnew() throws Exception {
    server.on(MODEL, breakingOff(CONTENT, "\"v1\"", 1_200_000), status(416, "Content-Length: 0"),
        file(CONTENT, "\"v2\""));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThatRestIsAskedFor(MODEL, 1);
    assertThat(server.sent(MODEL, "Range")).hasSize(3).last().isNull();
  }

  @Test
  void fetch_partThatBeginsElsewhere_isNotJoined() throws Exception {
    Reply fromElsewhere = answer(206, Arrays.copyOfRange(CONTENT, 1_000_000, CONTENT.length),
        "Content-Length: 2000000", "Content-Range: bytes 1000000-2999999/3000000");
    server.on(MODEL, breakingOff(CONTENT, "\"v1\"", 1_200_000), fromElsewhere, file(CONTENT, "\"v1\""));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
  }

  @Test
  void fetch_partThatDoesNotSayWhichItIs_isNotJoined() throws Exception {
    Reply nameless = answer(206, Arrays.copyOfRange(CONTENT, 1_200_000, CONTENT.length), "Content-Length: 1800000");
    server.on(MODEL, breakingOff(CONTENT, "\"v1\"", 1_200_000), nameless, file(CONTENT, "\"v1\""));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(downloads.problems()).last().asString().contains("does not say which part");
  }

  @Test
  void fetch_attemptsThatBringNothing_areGivenUpAfterGrowingPauses() {
    server.on(MODEL, status(503));

    assertThatThrownBy(() -> downloads.with(new DownloadLimits(Duration.ofSeconds(20), 9))
        .fetch(server.folder(), CONTENT)).hasMessageContaining("coqui.download.attempts");

    assertThat(downloads.pauses()).extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(server.requests(MODEL)).hasSize(9);
  }

  @Test
  void fetch_manyAttemptsThatEachBringTheFileFurther_areNotGivenUp() throws Exception {
    byte[] large = Downloads.bytes(8 << 20, 3);
    server.on(MODEL, breakingOff(large, "\"v1\"", 1_100_000));   // every time

    downloads.fetch(server.folder(), large);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(large);
    assertThat(server.requests(MODEL)).hasSize(8);
    assertThat(downloads.pauses()).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void fetch_restartsThatBringTheFileNeverFurther_areGivenUp() {
    server.on(MODEL, wholeBreakingOff(CONTENT, 2_000_000));   // from its start, every time

    assertThatThrownBy(() -> downloads.fetch(server.folder(), CONTENT)).hasMessageContaining("given up");

    assertThat(server.requests(MODEL)).hasSize(4);
  }

  @Test
  void fetch_busyServerThatAsksToWait_isGivenThatTime() throws Exception {
    server.on(MODEL, status(429, "Retry-After: 17"), status(503, "Retry-After: 0"), file(CONTENT, "\"v1\""));

    downloads.fetch(server.folder(), CONTENT);

    assertThat(downloads.pauses()).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(2));
  }

  @Test
  void fetch_serverThatAsksToWaitForHours_isToldAtOnce() {
    server.on(MODEL, status(503, "Retry-After: 7200"));

    assertThatThrownBy(() -> downloads.fetch(server.folder(), CONTENT))
        .hasMessageContainingAll("status 503", "come back in 7,200 s");

    assertThat(downloads.pauses()).isEmpty();
  }

  @Test
  void fetch_everyByteThereButTheNameNotTaken_asksForNothing() throws Exception {
    server.on(MODEL, breakingOff(CONTENT, "\"v1\"", 1_200_000), status(404));
    assertThatThrownBy(() -> downloads.fetch(server.folder(), CONTENT)).isInstanceOf(DownloadException.class);
    Files.write(folder.resolve(".download/model.pth.partial"), CONTENT);
    int before = server.requests().size();

    new Downloads(folder).fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(server.requests()).hasSize(before);
  }

  @Test
  void fetch_partWhoseOriginIsLost_beginsAnew() throws Exception {
    server.on(MODEL, breakingOff(OTHER, "\"v1\"", 1_200_000), status(404));
    assertThatThrownBy(() -> downloads.fetch(server.folder(), CONTENT)).isInstanceOf(DownloadException.class);
    Files.writeString(folder.resolve(".download/model.pth.origin"), "total=much");
    server.on(MODEL, file(CONTENT, "\"v1\""));

    new Downloads(folder).fetch(server.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(server.sent(MODEL, "Range")).last().isNull();
  }

  @Test
  void fetch_unknownFileWithoutAVersion_isNeverJoined() throws Exception {
    byte[] content = Downloads.bytes(100_000, 4);
    RemoteFile unknown = new RemoteFile("model.pth", Optional.empty(), 1 << 20);
    server.on(MODEL, wholeBreakingOff(content, 60_000, "ETag: W/\"weak\"", "Last-Modified: Mon, 23 Nov 2026 12:00:00 GMT"),
        whole(content));
    RemoteFolder remote = new RemoteFolder(
        new ModelSource(server.folder(), List.of(unknown)), HttpClient.newBuilder(), Downloads.PATIENT);

    new FileFetch(unknown, folder, remote, Downloads.PATIENT, any -> Long.MAX_VALUE)
        .run(downloads, pause -> { });

    assertThat(folder.resolve("model.pth")).hasBinaryContent(content);
    assertThat(server.sent(MODEL, "Range")).containsOnlyNulls();
  }

  /** The JDK's client drops what it had not handed over when the connection broke. */
  private void assertThatRestIsAskedFor(String target, int request) {
    assertThat(Replies.firstByte(server.requests(target).get(request))).isBetween(1_000_000, 1_200_000);
  }
}
