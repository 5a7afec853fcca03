package coqui.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * The folder on a server that files are asked for. Proxies and trusted certificates are those of the JDK's own
 * properties. HTTP/1.1, since one long transfer gains nothing from HTTP/2, and with plain HTTP an offer of it is one
 * more thing for a mirror to trip over.
 */
final class RemoteFolder {

  private static final int MOST_REDIRECTS = 10;
  private static final int LONGEST_VERSION = 1_000;
  private static final Duration LONGEST_WISH = Duration.ofMinutes(5);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final Set<Integer> FORBIDDEN = Set.of(401, 403, 407, 451);
  private static final Set<Integer> MISSING = Set.of(404, 410);
  private static final int WHOLE = 200;
  private static final int REST = 206;
  private static final int NO_SUCH_RANGE = 416;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");

  private final ModelSource source;
  private final HttpClient client;
  private final Duration headLimit;

  RemoteFolder(ModelSource source, HttpClient.Builder client, DownloadLimits limits) {
    this.source = source;
    this.headLimit = limits.stallLimit();
    this.client = client
        .version(Version.HTTP_1_1)
        .followRedirects(Redirect.NEVER)   // we follow them ourselves, and only where they may lead
        .connectTimeout(limits.stallLimit())
        .build();
  }

  URI urlOf(RemoteFile file) {
    return source.urlOf(file);
  }

  /**
   * Asks for a file; the caller closes the answer.
   *
   * @param first byte that is asked for; the server may send all of them
   * @param ifStill the version that the rest must be of, else the whole file is asked for
   * @throws TransientFailure if another attempt may do better
   * @throws DownloadException if it would not
   */
  Answer get(RemoteFile file, long first, Optional<String> ifStill) throws IOException, InterruptedException {
    URI url = source.urlOf(file);
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<InputStream> response = send(url, first, ifStill);
      if (!REDIRECTS.contains(response.statusCode())) {
        return answer(url, first, response);
      }
      response.body().close();
      url = target(url, response.headers());
    }
    throw new DownloadException("%s: more than %d redirects, the last one to %s"
        .formatted(shown(source.urlOf(file)), MOST_REDIRECTS, shown(url)));
  }

  private HttpResponse<InputStream> send(URI url, long first, Optional<String> ifStill)
      throws IOException, InterruptedException {
    try {
      return client.send(request(url, first, ifStill), BodyHandlers.ofInputStream());
    } catch (IllegalArgumentException e) {
      throw new DownloadException("%s cannot be asked for: %s".formatted(shown(url), e.getMessage()), e);
    } catch (IOException e) {
      if (isUntrusted(e)) {
        throw new DownloadException(("%s: the server's certificate is not trusted (%s). If it is that of a proxy or a"
            + " mirror of yours, name a key store with its authority: -Djavax.net.ssl.trustStore=FILE")
            .formatted(shown(url), e.getMessage()), e);
      }
      throw TransientFailure.of("%s cannot be reached: %s".formatted(shown(url), reason(e)), e);
    }
  }

  private HttpRequest request(URI url, long first, Optional<String> ifStill) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url)
        .timeout(headLimit)
        .header("User-Agent", "coqui-camel")
        .header("Accept-Encoding", "identity");
    if (first > 0) {
      request.header("Range", "bytes=" + first + "-");
      ifStill.ifPresent(version -> request.header("If-Range", version));
    }
    return request.build();
  }

  private static boolean isUntrusted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static String reason(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "nobody knows an address of that name";
      }
    }
    String kind = failure instanceof SSLException ? "TLS failed" : failure.getClass().getSimpleName();
    return failure.getMessage() == null ? kind : kind + ", " + failure.getMessage();
  }

  private URI target(URI from, HttpHeaders headers) throws DownloadException {
    String location = headers.firstValue("Location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new DownloadException(shown(from) + ": the server redirects to what is no address", e);
    }
    boolean allowed = ModelSource.isScheme(to, "https") || source.mayBePlain() && ModelSource.isScheme(to, "http");
    if (location.isEmpty() || to.getHost() == null || !allowed) {
      throw new DownloadException("%s: the server redirects to %s, expected an address with %s".formatted(
          shown(from), location.isEmpty() ? "nowhere" : shown(to), source.mayBePlain() ? "http or https" : "https"));
    }
    return to;
  }

  private static Answer answer(URI url, long first, HttpResponse<InputStream> response) throws IOException {
    boolean good = false;
    try {
      Answer answer = read(url, first, response);
      good = true;
      return answer;
    } finally {
      if (!good) {
        response.body().close();
      }
    }
  }

  private static Answer read(URI url, long first, HttpResponse<InputStream> response) throws IOException {
    int status = response.statusCode();
    HttpHeaders headers = response.headers();
    if (first > 0 && status == NO_SUCH_RANGE) {
      throw TransientFailure.fromTheStart(shown(url) + ": the file has changed, the server has no such part of it");
    }
    if (status != WHOLE && !(first > 0 && status == REST)) {
      throw refused(url, status, headers);
    }
    String encoding = headers.firstValue("Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw new DownloadException(shown(url) + ": the server sends the file encoded in a way that was not asked for");
    }
    if (headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/html")) {
      throw new DownloadException(shown(url)
          + ": the server sends a web page (text/html) instead of the file; is this the right address?");
    }
    return status == WHOLE
        ? new Answer(0, headers.firstValueAsLong("Content-Length"), version(headers), response.body())
        : rest(url, headers, response.body());
  }

  private static Answer rest(URI url, HttpHeaders headers, InputStream body) throws TransientFailure {
    Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
    if (!range.matches()) {
      throw TransientFailure.fromTheStart(shown(url) + ": the server does not say which part of the file it sends");
    }
    return new Answer(
        Long.parseLong(range.group(1)),
        OptionalLong.of(Long.parseLong(range.group(2))),
        version(headers),
        body);
  }

  /** Neither a weak ETag nor a date promises the same bytes, so they cannot hold a file together. */
  private static Optional<String> version(HttpHeaders headers) {
    return headers.firstValue("ETag").filter(tag -> tag.startsWith("\"") && tag.length() <= LONGEST_VERSION);
  }

  private static IOException refused(URI url, int status, HttpHeaders headers) {
    String told = "%s: the server answers with status %d".formatted(shown(url), status);
    if (PASSING.contains(status)) {
      Duration wish = headers.firstValue("Retry-After")
          .filter(value -> SECONDS.matcher(value).matches())   // a date is as good as nothing: clocks differ
          .map(value -> Duration.ofSeconds(Long.parseLong(value)))
          .orElse(Duration.ZERO);
      return wish.compareTo(LONGEST_WISH) > 0
          ? new DownloadException("%s and asks to come back in %,d s".formatted(told, wish.toSeconds()))
          : TransientFailure.busy(told, wish);
    }
    if (MISSING.contains(status)) {
      return new DownloadException(told + ", so the file is not there; is this the right address?");
    }
    if (FORBIDDEN.contains(status)) {
      return new DownloadException(told + ", so it does not let us have the file");
    }
    return new DownloadException(told + ", expected 200");
  }

  /** Without user and query, which in a redirect are often keys. */
  private static String shown(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return "%s://%s%s%s".formatted(
        url.getScheme(), Objects.toString(url.getHost(), ""), port, Objects.toString(url.getRawPath(), ""));
  }
}
