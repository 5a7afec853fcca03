package coqui;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.EventNotifier;

/**
 * Makes Camels with the settings of the program and the beans that its routes name: one, or more while routes are
 * replaced. They share the beans, which therefore must not mind being started and stopped with each.
 */
final class Camels {

  /** For Camel to see that what was in work has ended: who stops one has waited for that. */
  private static final Duration TO_STOP = Duration.ofSeconds(5);

  private final Settings settings;
  private final Supplier<EventNotifier> notifier;
  private final Map<String, Object> beans = new LinkedHashMap<>();

  /** @param notifier makes one for each, since a Camel that stops stops its own */
  Camels(Settings settings, Supplier<EventNotifier> notifier) {
    this.settings = settings;
    this.notifier = notifier;
  }

  /** Gives those that are made from now on a bean. */
  void bind(String name, Object bean) {
    beans.put(name, bean);
  }

  /**
   * A Camel, not started.
   *
   * @param routes as Camel's pattern
   */
  Main make(String routes) {
    Main camel = new Main();
    beans.forEach(camel::bind);
    camel.bind("requestNotifier", notifier.get());
    camel.configure().withRoutesIncludePattern(routes);
    // Settings has read the file, the environment and the system properties, in its own order of precedence.
    camel.setDefaultPropertyPlaceholderLocation("false");
    camel.configure().withAutoConfigurationEnvironmentVariablesEnabled(false);
    camel.configure().withAutoConfigurationSystemPropertiesEnabled(false);
    camel.setOverrideProperties(settings.all());
    // What the settings know wins; other placeholders of a route may still come from the environment.
    camel.addOverrideProperty("camel.component.properties.environment-variable-mode", "1");
    camel.addOverrideProperty("camel.component.properties.system-properties-mode", "1");
    if (settings.routes().reload()) {   // its gauges would tell of the first routes for ever
      camel.addOverrideProperty("camel.metrics.enable-route-event-notifier", "false");
    }
    camel.addOverrideProperty("camel.main.shutdown-timeout", Long.toString(TO_STOP.toSeconds()));
    // Who runs the program decides what a signal does: Camel's own way makes a command that speaks wait a minute.
    camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
    return camel;
  }

  /** One beside the Camel that has the servers, not started. */
  Main makeBeside(String routes, VertxPlatformHttpRouter router) {
    Main camel = make(routes);
    camel.bind(router.getName(), router);
    camel.addOverrideProperty("camel.server.enabled", "false");
    camel.addOverrideProperty("camel.management.enabled", "false");
    camel.getOverrideProperties().remove("camel.metrics.binders");   // the first has registered what there is but once
    return camel;
  }
}
