package coqui;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the routes come from, and whether they may change while the service runs. */
public final class RouteSettings {

  private final Installation installation;
  private final SettingValues values;

  RouteSettings(Installation installation, SettingValues values) {
    this.installation = installation;
    this.values = values;
  }

  void check() {
    reload();
  }

  /** Their folder; empty where they are those inside the jar. */
  public Optional<Path> folder() {
    return installation.folder("routes", "synthesize.yaml");
  }

  /** Whether routes that are edited in their folder take effect at once. */
  public boolean reload() {
    return values.oneOf("coqui.routes.reload", "false", "true").equals("true");
  }

  /** All routes, as Camel's pattern. */
  String all() {
    return location() + "*.yaml";
  }

  /** The routes that need no HTTP server, as Camel's pattern. */
  String ofCommands() {
    return Arrays.stream(values.text("coqui.cli.routes").split(","))
        .map(file -> location() + file.strip())
        .collect(Collectors.joining(","));
  }

  private String location() {
    return folder().map(folder -> "file:" + folder + "/").orElse("classpath:routes/");
  }
}
