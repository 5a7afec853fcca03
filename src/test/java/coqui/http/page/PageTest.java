package coqui.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page at {@code /} and its files as a browser gets them. */
class PageTest {

  private static final Path FOLDER = Path.of("src/main/resources/page");
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(new ToneModel());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return server.send(server.request(path).GET());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** Where the page says that its files are. */
  private static String folder() throws Exception {
    return LINK.matcher(text(get("/"))).results().map(link -> link.group(1)).filter(link -> link.endsWith(".css"))
        .map(link -> "/" + link.substring(0, link.lastIndexOf('/') + 1)).findFirst().orElseThrow();
  }

  static Stream<String> paths() throws Exception {
    String folder = folder();
    return Stream.concat(Stream.of("/"), Page.NAMES.stream().map(name -> folder + name));
  }

  @Test
  void files_areThoseOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of("index.html"), Page.NAMES.stream()).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void file_keepsABrowserHere(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isNotEmpty();
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self';",
            "media-src blob:;", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void file_namesNothingOfAnotherServerAndNothingInline(String path) throws Exception {
    String content = text(get(path)).replace("http://www.w3.org/2000/svg", "");   // a name, which nobody asks for

    assertThat(content)
        .doesNotContainPattern("(?i)(src|href|url|from|import|fetch)\\s*[=(:]?\\s*[\"'(`]\\s*(https?:)?//")
        .doesNotContain("<style", " style=", "@import", "innerHTML", "outerHTML", "insertAdjacentHTML",
            "document.write", "eval(")
        .doesNotContainPattern("<[^>]+\\son[a-z]+=").doesNotContainPattern("<script(?![^>]*\\ssrc=)");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void file_linksOnlyToWhatIsThere(String path) throws Exception {
    Set<String> named = new TreeSet<>();
    String content = text(get(path));
    if (path.equals("/")) {
      LINK.matcher(content).results().map(link -> link.group(1)).filter(link -> !link.startsWith("#"))
          .map(link -> "/" + link).forEach(named::add);
    } else if (path.endsWith(".js")) {
      String folder = path.substring(0, path.lastIndexOf('/') + 1);
      Pattern.compile("from '\\./([^']+)'").matcher(content).results()
          .map(imported -> folder + imported.group(1)).forEach(named::add);
    }
    for (String link : named) {
      assertThat(get(link).statusCode()).as(link).isEqualTo(200);
    }
  }

  @Test
  void page_isWellFormedAndItsIdsAreUnique() throws Exception {
    String page = text(get("/"));
    List<String> ids = Pattern.compile("\\sid=\"([^\"]+)\"").matcher(page).results().map(id -> id.group(1)).toList();
    List<String> named = Pattern.compile("\\s(?:for|aria-(?:labelledby|describedby|controls))=\"([^\"]+)\"")
        .matcher(page).results().flatMap(names -> Stream.of(names.group(1).split(" "))).toList();

    assertThat(ids).doesNotHaveDuplicates().containsAll(named);
    assertThat(unclosed(page)).as("tags that are not closed").isEmpty();
  }

  @Test
  void scripts_nameOnlyElementsOfThePage() throws Exception {
    String page = text(get("/"));
    String folder = folder();
    for (String name : Page.NAMES.stream().filter(file -> file.endsWith(".js")).toList()) {
      Matcher used = Pattern.compile("\\$\\('([a-z-]+)'\\)").matcher(text(get(folder + name)));
      while (used.find()) {
        assertThat(page).as(name).contains("id=\"" + used.group(1) + "\"");
      }
    }
  }

  /** Tags that have no end, apart from those that need none. */
  private static List<String> unclosed(String page) {
    Set<String> empty = Set.of("meta", "link", "input", "!doctype");
    List<String> open = new ArrayList<>();
    Pattern tags = Pattern.compile("<(/?)([a-zA-Z!][a-zA-Z0-9]*)((?:\"[^\"]*\"|[^\">])*?)(/?)>");
    tags.matcher(page).results().forEach(tag -> {
      String name = tag.group(2).toLowerCase(Locale.ROOT);
      if (tag.group(1).isEmpty()) {
        if (!empty.contains(name) && tag.group(4).isEmpty()) {
          open.add(name);
        }
      } else if (open.isEmpty() || !open.remove(open.size() - 1).equals(name)) {
        open.add("/" + name);
      }
    });
    return open;
  }

  @ParameterizedTest
  @MethodSource("paths")
  void file_thatIsKnown_isNotSentAgain(String path) throws Exception {
    String tag = get(path).headers().firstValue("ETag").orElseThrow();

    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      HttpResponse<byte[]> again = server.send(server.request(path).header("If-None-Match", known).GET());
      assertThat(again.statusCode()).as(known).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
    assertThat(server.send(server.request(path).header("If-None-Match", "\"other\"").GET()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void page_isAskedForEachTimeAndItsFilesNever() throws Exception {
    assertThat(get("/").headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(get(folder() + "sandbox.js").headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
  }

  @Test
  void file_ofAnotherVersion_isNotFound() throws Exception {
    assertThat(get("/page/0123456789abcdef/sandbox.js").statusCode()).isEqualTo(404);
    assertThat(get(folder() + "index.html").statusCode()).isEqualTo(404);
    assertThat(get("/page/{version}/sandbox.js".replace("{", "%7B").replace("}", "%7D")).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void head_isGetWithoutItsBody(String path) throws Exception {
    HttpResponse<byte[]> get = server.send(server.request(path).header("X-Request-Id", "same").GET());
    HttpResponse<byte[]> head = server.send(
        server.request(path).header("X-Request-Id", "same").method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(new TreeMap<>(head.headers().map())).isEqualTo(new TreeMap<>(get.headers().map()));
  }

  @Test
  void svg_isXml() throws Exception {
    DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new ByteArrayInputStream(get(folder() + "favicon.svg").body()));
  }
}
