package coqui.http;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;

/**
 * What the routes have at a path.
 *
 * @param template of the path, as its route has it: {@code /docs/{file}}
 * @param methods that it has, OPTIONS among them
 * @param produces media types that it answers with; empty where the route does not say
 */
record Endpoint(String template, List<String> methods, List<String> produces) {

  /** What there is at {@code path} now; routes may come and go. Empty: nothing. */
  static Optional<Endpoint> at(String path, CamelContext camel) {
    List<HttpEndpointModel> there = camel.getComponent("platform-http", PlatformHttpComponent.class)
        .getHttpEndpoints().stream()
        .filter(model -> matches(model.getUri(), path))
        .toList();
    return there.isEmpty()
        ? Optional.empty()
        : Optional.of(new Endpoint(
            there.get(0).getUri(),
            Stream.concat(parts(there, HttpEndpointModel::getVerbs), Stream.of("OPTIONS")).distinct().toList(),
            parts(there, HttpEndpointModel::getProduces).toList()));
  }

  /** With the routes' own notation for a part that may be anything: {@code /docs/{file}}. */
  private static boolean matches(String template, String path) {
    String pattern = Arrays.stream(template.split("/", -1))
        .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
        .reduce((before, part) -> before + "/" + part).orElseThrow();
    return path.matches(pattern);
  }

  private static Stream<String> parts(List<HttpEndpointModel> models, Function<HttpEndpointModel, String> list) {
    return models.stream().map(list)
        .filter(Objects::nonNull).flatMap(parts -> Arrays.stream(parts.split(","))).map(String::strip);
  }

  String allow() {
    return String.join(", ", methods);
  }
}
