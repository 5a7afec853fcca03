package coqui.download;

import static coqui.download.Downloads.MODEL;
import static coqui.download.Replies.breakingOff;
import static coqui.download.Replies.file;
import static coqui.download.Replies.redirect;
import static coqui.download.Replies.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a server may send us: from https to https only; and whose certificate is believed. */
class RedirectTest {

  private static final byte[] CONTENT = Downloads.bytes(50_000, 1);

  private static TlsIdentity identity;

  @TempDir
  Path folder;

  private FaultyServer plain;
  private FaultyServer secure;
  private Downloads downloads;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    identity = new TlsIdentity(folder);
  }

  @BeforeEach
  void start() throws Exception {
    plain = FaultyServer.start();
    secure = FaultyServer.start(identity.ofServer());
    downloads = new Downloads(folder).with(HttpClient.newBuilder().sslContext(identity.ofTrustingClient()));
  }

  @AfterEach
  void stop() throws IOException {
    plain.close();
    secure.close();
  }

  @Test
  void fetch_overHttpsWithARedirectToAnotherPathAndHost_arrives() throws Exception {
    secure.on(MODEL, redirect("/cache/model?of=xtts"))
        .on("/cache/model?of=xtts", redirect(secure.folder().resolve("/signed?key=secret").toString()))
        .on("/signed?key=secret", file(CONTENT, "\"v1\""));

    downloads.fetch(secure.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
  }

  @Test
  void fetch_resumedThroughARedirect_asksForTheRestThere() throws Exception {
    secure.on(MODEL, redirect("/signed?1"), redirect("/signed?2"))
        .on("/signed?1", breakingOff(CONTENT, "\"v1\"", 20_000))
        .on("/signed?2", file(CONTENT, "\"v1\""));

    downloads.fetch(secure.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(secure.sent("/signed?2", "Range")).singleElement().asString().startsWith("bytes=");
  }

  @Test
  void fetch_redirectFromHttpsToHttp_isRefused() {
    secure.on(MODEL, redirect(plain.folder() + "model.pth"));
    plain.on(MODEL, file(CONTENT, "\"v1\""));

    assertThatThrownBy(() -> downloads.fetch(secure.folder(), CONTENT))
        .isInstanceOf(DownloadException.class)
        .hasMessageContainingAll("redirects to http://localhost", "expected an address with https");
    assertThat(plain.requests()).isEmpty();
  }

  @Test
  void fetch_mirrorOverHttp_mayRedirectToHttp() throws Exception {
    plain.on(MODEL, redirect("/elsewhere")).on("/elsewhere", file(CONTENT, "\"v1\""));

    downloads.fetch(plain.folder(), CONTENT);

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
  }

  @Test
  void fetch_redirectsInALoop_areGivenUpAtOnce() {
    secure.on(MODEL, redirect("/round")).on("/round", redirect(MODEL));

    assertThatThrownBy(() -> downloads.fetch(secure.folder(), CONTENT))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("more than 10 redirects");
    assertThat(secure.requests()).hasSize(11);
    assertThat(downloads.pauses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "file:///etc/passwd", "ftp://localhost/model.pth", "https:", "https:///model.pth", "ht tp://x"})
  void fetch_redirectToSomethingElse_isRefused(String location) {
    secure.on(MODEL, redirect(location));

    assertThatThrownBy(() -> downloads.fetch(secure.folder(), CONTENT))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("the server redirects to ");
  }

  @Test
  void fetch_redirectToNowhere_isRefused() {
    secure.on(MODEL, status(307, "Content-Length: 0"));

    assertThatThrownBy(() -> downloads.fetch(secure.folder(), CONTENT))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("redirects to nowhere");
  }

  @Test
  void fetch_keyInTheAddressOfARedirect_isNotTold() {
    secure.on(MODEL, redirect("/signed?key=secret")).on("/signed?key=secret", status(403));

    assertThatThrownBy(() -> downloads.fetch(secure.folder(), CONTENT))
        .hasMessageContaining("/signed: the server answers with status 403")
        .hasMessageNotContaining("secret");
  }

  @Test
  void fetch_certificateOfNoKnownAuthority_isNotTriedAgain() {
    secure.on(MODEL, file(CONTENT, "\"v1\""));

    assertThatThrownBy(() -> new Downloads(folder).fetch(secure.folder(), CONTENT))
        .isInstanceOf(DownloadException.class)
        .hasMessageContainingAll("certificate is not trusted", "javax.net.ssl.trustStore");
    assertThat(secure.requests()).isEmpty();
  }

  @Test
  void fetch_certificateOfAnotherHost_isRefused() {
    secure.on(MODEL, file(CONTENT, "\"v1\""));
    String byAddress = secure.folder().toString().replace("localhost", "127.0.0.1");

    assertThatThrownBy(() -> downloads.fetch(ModelSource.baseUrl(byAddress), CONTENT))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("certificate is not trusted");
    assertThat(secure.requests()).isEmpty();
  }

  @Test
  void fetch_proxyOfTheJdksProperties_isAskedForTheFile() throws Exception {
    String target = "http://mirror.invalid/xtts/model.pth";
    plain.on(target, file(CONTENT, "\"v1\""));
    System.setProperty("http.proxyHost", "localhost");
    System.setProperty("http.proxyPort", Integer.toString(plain.folder().getPort()));
    try {
      new Downloads(folder).fetch(ModelSource.baseUrl("http://mirror.invalid/xtts"), CONTENT);
    } finally {
      System.clearProperty("http.proxyHost");
      System.clearProperty("http.proxyPort");
    }

    assertThat(folder.resolve("model.pth")).hasBinaryContent(CONTENT);
    assertThat(plain.requests(target)).hasSize(1);
  }
}
