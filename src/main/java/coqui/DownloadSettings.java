package coqui;

import coqui.download.DownloadLimits;
import coqui.download.ModelSource;
import java.net.URI;
import java.time.Duration;

/** Where the command download fetches a checkpoint from, and how patiently. */
public final class DownloadSettings {

  private static final String BASE_URL = "coqui.download.base-url";

  private final SettingValues values;

  DownloadSettings(SettingValues values) {
    this.values = values;
  }

  void check() {
    baseUrl();
    limits();
  }

  /** The folder on a server. */
  public URI baseUrl() {
    String url = values.text(BASE_URL);
    try {
      return url.isEmpty() ? ModelSource.PUBLISHED : ModelSource.baseUrl(url);
    } catch (IllegalArgumentException e) {
      throw values.refused(BASE_URL, e.getMessage());
    }
  }

  /** What that server may cost us. */
  public DownloadLimits limits() {
    return new DownloadLimits(
        Duration.ofSeconds(values.integer("coqui.download.stall-limit", 1, 3_600)),
        values.integer("coqui.download.attempts", 1, 1_000));
  }
}
