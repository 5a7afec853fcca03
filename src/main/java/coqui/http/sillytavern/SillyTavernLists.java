package coqui.http.sillytavern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.http.JsonAnswer;
import coqui.speakers.VoiceNames;
import coqui.speech.Language;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Answers SillyTavern's XTTS client with what there is, in the shapes of the server that it was made for
 * (daswer123/xtts-api-server). By the path of the request, leaves as the body
 * {@code [{"name","voice_id","preview_url"},…]}, the names alone, or {@code {"languages":{"English":"en",…}}}.
 */
public final class SillyTavernLists implements Processor {

  static final String SAMPLES = "/sillytavern/sample/";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final VoiceNames names;

  public SillyTavernLists(VoiceNames names) {
    this.names = names;
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    HttpServerRequest request = exchange.getIn(HttpMessage.class).getRequest();
    Object list = switch (request.path()) {
      case "/sillytavern/speakers" -> names.all().stream().map(name -> voice(name, origin(request))).toList();
      case "/sillytavern/speakers_list" -> names.all();
      default -> Map.of("languages", languages());
    };
    JsonAnswer.set(JSON.writeValueAsBytes(list), exchange);
  }

  private static Map<String, String> voice(String name, String origin) {
    String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    Map<String, String> voice = new LinkedHashMap<>();
    voice.put("name", name);
    voice.put("voice_id", name);
    voice.put("preview_url", origin + SAMPLES + path);
    return voice;
  }

  /** As the client reached this server, whose page is of another: by {@code Host}, and what a proxy says of TLS. */
  private static String origin(HttpServerRequest request) {
    boolean secure = request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    return "%s://%s".formatted(secure ? "https" : "http", request.authority());
  }

  private static Map<String, String> languages() {
    Map<String, String> languages = new LinkedHashMap<>();
    for (String code : Language.codes()) {
      languages.put(Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH), code);
    }
    return languages;
  }
}
