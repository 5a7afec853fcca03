package coqui.http.page;

import coqui.contract.OpenApi;
import coqui.http.JsonAnswer;
import coqui.http.Problem;
import coqui.http.RefusedRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Answers with the description of the contract: as YAML, as JSON, and as the page that Swagger UI makes of it.
 * Reads the request's path; leaves the document as the body, with headers that keep a browser to this server.
 *
 * <p>There are exactly these files, all in memory, so no path of a client ever becomes a name to look up.
 */
public final class Docs implements Processor {

  private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";
  private static final String WEBJAR_VERSION = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  /** Everything from here; images also from the style sheet itself; what was spoken from the page's own memory. */
  private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
      + "img-src 'self' data:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String CHANGES_WITH_THE_SERVER = "no-cache";
  private static final String CHANGES_WITH_THE_WEBJAR = "public, max-age=3600";

  private final Map<String, Document> documents;

  public Docs(OpenApi contract) {
    documents = Map.of(
        "/openapi.yaml", new Document("application/yaml", CHANGES_WITH_THE_SERVER, contract.yaml()),
        "/openapi.json", new Document(JsonAnswer.MEDIA_TYPE, CHANGES_WITH_THE_SERVER, contract.json()),
        "/docs", new Document("text/html; charset=utf-8", CHANGES_WITH_THE_SERVER, resource("docs/docs.html")),
        "/docs/docs.js", script("docs/docs.js"),
        "/docs/swagger-ui-bundle.js", script(swagger("swagger-ui-bundle.js")),
        "/docs/swagger-ui.css",
        new Document("text/css; charset=utf-8", CHANGES_WITH_THE_WEBJAR, resource(swagger("swagger-ui.css"))),
        "/docs/favicon-32x32.png",
        new Document("image/png", CHANGES_WITH_THE_WEBJAR, resource(swagger("favicon-32x32.png"))));
  }

  private static Document script(String resource) {
    return new Document("text/javascript; charset=utf-8", CHANGES_WITH_THE_WEBJAR, resource(resource));
  }

  @Override
  public void process(Exchange exchange) {
    Message answer = exchange.getMessage();
    String path = exchange.getIn(HttpMessage.class).getRequest().path();
    Document document = Optional.ofNullable(documents.get(path))
        .orElseThrow(() -> new RefusedRequestException(Problem.NOT_FOUND));
    answer.setHeader(Exchange.CONTENT_TYPE, document.mediaType());
    answer.setHeader("Cache-Control", document.cacheControl());
    answer.setHeader("Content-Security-Policy", POLICY);
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Referrer-Policy", "no-referrer");
    answer.setBody(ByteBuffer.wrap(document.content()));
  }

  private static String swagger(String file) {
    Properties webjar = new Properties();
    try {
      webjar.load(new ByteArrayInputStream(resource(WEBJAR_VERSION)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return WEBJAR + webjar.getProperty("version") + "/" + file;
  }

  private static byte[] resource(String name) {
    try (InputStream resource = Docs.class.getClassLoader().getResourceAsStream(name)) {
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * @param mediaType of the content
   * @param cacheControl how long a client may keep it
   * @param content not copied
   */
  private record Document(String mediaType, String cacheControl, byte[] content) {}
}
