package coqui.http.server;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/**
 * What the routes have at a path.
 *
 * @param template of the path, as its route has it: {@code /docs/{file}}
 * @param methods that it has, OPTIONS among them
 * @param produces media types that it answers with; empty where the route does not say
 */
record Endpoint(String template, List<String> methods, List<String> produces) {

  /**
   * What there is at {@code path} now; routes may come and go. Several may share a path, each with its own methods; of
   * those, the component's own list of endpoints knows but one. Empty: nothing.
   */
  static Optional<Endpoint> at(String path, CamelContext camel) {
    List<PlatformHttpEndpoint> there = camel.getRoutes().stream()
        .filter(route -> route.getEndpoint() instanceof PlatformHttpEndpoint http && matches(http.getPath(), path))
        .filter(route -> camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted())
        .map(route -> (PlatformHttpEndpoint) route.getEndpoint())
        .toList();
    return there.isEmpty()
        ? Optional.empty()
        : Optional.of(new Endpoint(
            there.get(0).getPath(),
            Stream.concat(parts(there, PlatformHttpEndpoint::getHttpMethodRestrict), Stream.of("OPTIONS"))
                .distinct().toList(),
            parts(there, PlatformHttpEndpoint::getProduces).distinct().toList()));
  }

  /** With the routes' own notation for a part that may be anything: {@code /docs/{file}}. */
  private static boolean matches(String template, String path) {
    String pattern = Arrays.stream(template.split("/", -1))
        .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
        .reduce((before, part) -> before + "/" + part).orElseThrow();
    return path.matches(pattern);
  }

  private static Stream<String> parts(List<PlatformHttpEndpoint> there, Function<PlatformHttpEndpoint, String> list) {
    return there.stream().map(list)
        .filter(Objects::nonNull).flatMap(parts -> Arrays.stream(parts.split(","))).map(String::strip);
  }

  String allow() {
    return String.join(", ", methods);
  }
}
