package coqui;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lays the sources of settings over each other: shipped defaults, {@code config/application.properties}, environment
 * variables, system properties, the command line; the later one wins.
 *
 * <p>A key is found again however it is spelled: {@code coqui.cache.dir}, {@code COQUI_CACHE_DIR}; as in Camel,
 * dashes and upper case carry no meaning ({@code camel.server.maxBodySize} is {@code camel.server.max-body-size}).
 */
final class SettingLayers {

  /** The source of what a system property says. */
  static final String SYSTEM_PROPERTY = "system property";

  // CAMEL_…_PORT and its like are what Kubernetes tells every container of a service with that name: not meant for us.
  private static final String NOT_OF_KUBERNETES = "(?!.*(_SERVICE_HOST$|_PORT$|_PORT_))";
  private static final Pattern OTHER_CAMEL_VARIABLE = Pattern.compile(NOT_OF_KUBERNETES + "CAMEL_.+");
  private static final Pattern OUR_VARIABLE = Pattern.compile(NOT_OF_KUBERNETES + "COQUI_.+");
  private static final String LICENCE_AGREED = "COQUI_TOS_AGREED";   // Coqui's own, so often set beside its models

  private final SortedMap<String, Setting> settings = new TreeMap<>();
  private final Map<String, String> keysBySpelling = new HashMap<>();

  /** Every key of a properties file. */
  SettingLayers file(String name, Properties properties) {
    properties.stringPropertyNames().forEach(key -> put(key, properties.getProperty(key), name));
    return this;
  }

  /**
   * Variables that name a known key ({@code COQUI_MODEL_DIR}), and other {@code CAMEL_…} as Camel itself would read
   * them.
   */
  SettingLayers environment(Map<String, String> variables) {
    Map<String, String> keysByVariable = keysByVariable();
    variables.forEach((name, value) -> {
      String key = keysByVariable.getOrDefault(name, OTHER_CAMEL_VARIABLE.matcher(name).matches()
          ? name.toLowerCase(Locale.ROOT).replace('_', '.')
          : null);
      if (key != null) {
        put(key, value, "environment variable " + name);
      }
    });
    return this;
  }

  /** Names of variables and system properties that begin as ours do and name no key, sorted. */
  List<String> unknownNames(Map<String, String> variables, Properties properties) {
    Set<String> known = keysByVariable().keySet();
    Stream<String> ofVariables = variables.keySet().stream()
        .filter(name -> OUR_VARIABLE.matcher(name).matches() && !known.contains(name) && !name.equals(LICENCE_AGREED));
    Stream<String> ofProperties = properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith(KnownKeys.OURS) && known(name).isEmpty());
    return Stream.concat(ofVariables, ofProperties).sorted().toList();
  }

  private Map<String, String> keysByVariable() {
    Map<String, String> keys = new HashMap<>();
    settings.keySet().forEach(key -> keys.put(variable(key), key));
    return keys;
  }

  /** Properties that name a known key, and every {@code coqui.…} and {@code camel.…}. */
  SettingLayers systemProperties(Properties properties) {
    properties.stringPropertyNames().stream()
        .filter(key -> known(key).isPresent() || key.startsWith("coqui.") || key.startsWith("camel."))
        .forEach(key -> put(key, properties.getProperty(key), SYSTEM_PROPERTY));
    return this;
  }

  /** What the options of a command say, by key. */
  SettingLayers commandLine(Map<String, String> options) {
    options.forEach((key, value) -> put(key, value, "command line"));
    return this;
  }

  /** The outcome, by key. */
  SortedMap<String, Setting> settings() {
    return new TreeMap<>(settings);
  }

  private void put(String key, String value, String source) {
    String spelled = known(key).orElse(key);
    keysBySpelling.put(spelling(key), spelled);
    settings.put(spelled, new Setting(value.strip(), source));
  }

  private Optional<String> known(String key) {
    return Optional.ofNullable(keysBySpelling.get(spelling(key)));
  }

  private static String spelling(String key) {
    return key.replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
