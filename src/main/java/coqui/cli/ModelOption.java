package coqui.cli;

import coqui.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code --model}, which every command has. */
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Folder with Coqui's checkpoint files. Default: the setting coqui.model.dir, else"
          + " /models/coqui/xtts_v2 if it is there, else the embedded demo voice.")
  private String directory;

  boolean isGiven() {
    return directory != null;
  }

  /** The settings, with this option on top. */
  Settings settings() {
    return settings(Map.of());
  }

  /** The settings, with this option and {@code others} on top. */
  Settings settings(Map<String, String> others) {
    Map<String, String> options = new LinkedHashMap<>(others);
    if (directory != null) {
      options.put("coqui.model.dir", directory);
    }
    return Settings.load(options);
  }
}
