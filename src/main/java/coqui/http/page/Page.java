package coqui.http.page;

import coqui.http.Problem;
import coqui.http.RefusedRequestException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Answers with the page at {@code /}, on which a person tries the voices out, and with the files that it consists of.
 * Reads the request's path; leaves the file as the body, with headers that keep a browser to this server.
 *
 * <p><b>Versions.</b> The page is asked for each time; everything else is below {@code /page/} and a digest of it all,
 * which the page is given at the start, and may be kept for ever. So a browser never runs files of two versions of this
 * program together: where another version serves meanwhile, the old ones are not found.
 *
 * <p>There are exactly these files, all in memory, so no path of a client ever becomes a name to look up.
 */
public final class Page implements Processor {

  /** What all files but the page itself are below. */
  public static final String FILES = "/page/";

  static final List<String> NAMES = List.of(
      "clipboard.js", "combobox.js", "controls.css", "deletion.js", "download.js", "favicon.svg", "keyform.js",
      "languages.js", "messages.js", "microphone.js", "narrow.css", "plan.js", "player.css", "player.js",
      "playerview.js", "problem.js", "recordings.js", "request.js", "sandbox.css", "sandbox.js", "server.js",
      "settings.js", "state.js", "take.js", "takes.js", "waveform.js");

  private static final String PAGE = "index.html";
  private static final String VERSION = "{version}";   // stands in the page for the digest
  private static final int VERSION_CHARACTERS = 16;

  /** Everything from here; recordings also from the page's own memory. */
  private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
      + "img-src 'self'; media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String ASK_AGAIN = "no-cache";
  private static final String NEVER_CHANGES = "public, max-age=31536000, immutable";

  private final Map<String, PageFile> files;   // by path

  public Page() {
    Map<String, PageFile> all = new HashMap<>();
    byte[] page = resource(PAGE);
    MessageDigest digest = sha256();
    digest.update(page);
    NAMES.forEach(name -> digest.update(resource(name)));
    String version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_CHARACTERS);
    for (String name : NAMES) {
      all.put(FILES + version + "/" + name, new PageFile(mediaType(name), NEVER_CHANGES, version, resource(name)));
    }
    String addressed = new String(page, StandardCharsets.UTF_8).replace(VERSION, version);
    all.put("/", new PageFile(mediaType(PAGE), ASK_AGAIN, version, addressed.getBytes(StandardCharsets.UTF_8)));
    files = Map.copyOf(all);
  }

  @Override
  public void process(Exchange exchange) {
    HttpServerRequest request = exchange.getIn(HttpMessage.class).getRequest();
    PageFile file = Optional.ofNullable(files.get(request.path()))
        .orElseThrow(() -> new RefusedRequestException(Problem.NOT_FOUND));
    Message answer = exchange.getMessage();
    answer.setHeader("Cache-Control", file.cacheControl());
    answer.setHeader("ETag", file.tag());
    answer.setHeader("Content-Security-Policy", POLICY);
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Referrer-Policy", "no-referrer");
    if (file.isKnownTo(request.headers().getAll(HttpHeaders.IF_NONE_MATCH))) {
      answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
      answer.setBody(null);
    } else {
      answer.setHeader(Exchange.CONTENT_TYPE, file.mediaType());
      answer.setBody(ByteBuffer.wrap(file.content()));
    }
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no media type is known for " + name);
    };
  }

  private static byte[] resource(String name) {
    try (InputStream resource = Page.class.getResourceAsStream("/page/" + name)) {
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * @param mediaType of the content
   * @param cacheControl how long a client may keep it
   * @param version of the whole page
   * @param content not copied
   */
  private record PageFile(String mediaType, String cacheControl, String version, byte[] content) {

    String tag() {
      return "\"" + version + "\"";
    }

    /** By the weak comparison that RFC 9110 has for {@code If-None-Match}. */
    boolean isKnownTo(List<String> ifNoneMatch) {
      return ifNoneMatch.stream()
          .flatMap(list -> Arrays.stream(list.split(",")))
          .map(String::strip)
          .anyMatch(tag -> tag.equals("*") || tag.equals(tag()) || tag.equals("W/" + tag()));
    }
  }
}
