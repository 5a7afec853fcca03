package coqui;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operator wants of the metrics: where they can be read, and what they need to know. */
public final class MetricsSettings {

  private static final Logger LOG = LoggerFactory.getLogger(MetricsSettings.class);
  private static final String PORT = "coqui.management.port";
  private static final int DEAREST_SECOND_USD = 1_000;

  private final SettingValues values;

  MetricsSettings(SettingValues values) {
    this.values = values;
  }

  /** @param mainPort of the service, 0 for any free one */
  void check(int mainPort) {
    if (port().filter(port -> port != 0 && port == mainPort).isPresent()) {
      throw values.refused(PORT, "another port than camel.server.port (%d)".formatted(mainPort));
    }
    host();
    onMainPort();
    gpuTool();
    gpuSecondUsd();
  }

  /** Port of the management server, 0 for any free one; empty: there is none. */
  public Optional<Integer> port() {
    return values.text(PORT).isEmpty() ? Optional.empty() : Optional.of(values.integer(PORT, 0, 65_535));
  }

  /** Address that it listens on. */
  public String host() {
    return values.text("coqui.management.host");
  }

  /**
   * A port for the management server to listen on. Camel's server only logs when it cannot, and one for any free port
   * would be taken for the main server.
   *
   * <p>Empty with a warning where that cannot be: a second service on a machine speaks all the same, and without its
   * metrics the alert for it fires.
   */
  Optional<Integer> freePort() {
    try {
      return port().map(port -> values.freePort(PORT, host(), port));
    } catch (InvalidSettingException e) {
      LOG.atWarn().addKeyValue("problem", e.getMessage()).log("There are no metrics at a port of their own");
      return Optional.empty();
    }
  }

  /** Whether the metrics can be read at the port for requests too. */
  public boolean onMainPort() {
    return values.oneOf("coqui.metrics.on-main-port", "false", "true").equals("true");
  }

  /** The program that knows the GPUs; empty: none is asked. */
  public Optional<String> gpuTool() {
    return Optional.of(values.text("coqui.metrics.nvidia-smi")).filter(program -> !program.isEmpty());
  }

  /** What a second of the machine costs, in US dollars. */
  public double gpuSecondUsd() {
    return values.decimal("coqui.cost.gpu-second-usd", 0, DEAREST_SECOND_USD);
  }
}
