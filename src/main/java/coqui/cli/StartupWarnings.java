package coqui.cli;

import coqui.HttpSettings;
import coqui.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person must know who starts the server with these settings: what is likely to be meant otherwise. */
final class StartupWarnings {

  private static final long LITTLE_SPACE = 256L << 20;

  private final Settings settings;
  private final HttpSettings http;
  private final List<String> warnings = new ArrayList<>();

  private StartupWarnings(Settings settings) {
    this.settings = settings;
    this.http = settings.http();
  }

  /** One sentence or two each, with what to do; most important first. */
  static List<String> of(Settings settings) {
    StartupWarnings found = new StartupWarnings(settings);
    found.aboutTheModel();
    found.aboutClients();
    found.aboutDisks();
    if (settings.routes().reload() && settings.routes().folder().isEmpty()) {
      found.warnings.add("coqui.routes.reload has no effect: the routes are those inside the jar."
          + " Copy the folder routes beside the jar or into the working directory.");
    }
    if (settings.log().texts()) {
      found.warnings.add("coqui.log.text is true: what clients have spoken is written to the log; for debugging only.");
    }
    return List.copyOf(found.warnings);
  }

  private void aboutTheModel() {
    if (settings.modelDirectory().isEmpty()) {
      warnings.add("This is the small demo voice, to try the service with."
          + " For Coqui's XTTS v2: --model DIR, the folder of its model.pth.");
    }
    int processors = Runtime.getRuntime().availableProcessors();
    if (settings.engine().threads() > processors) {
      warnings.add("coqui.engine.threads is %d on a machine with %d processors, which slows the model down."
          .formatted(settings.engine().threads(), processors));
    }
  }

  private void aboutClients() {
    boolean open = !http.keysNeeded();
    boolean anyOrigin = http.corsOrigins().contains("*");
    if (open && isPublic()) {
      warnings.add(("The server listens on %s and asks for no API key: whoever reaches its port can use it."
          + " Set COQUI_API_KEYS, or camel.server.host=127.0.0.1.").formatted(http.host()));
    }
    if (open && anyOrigin) {
      warnings.add("coqui.cors.origins is * and no API key is asked for: any page that is open in a browser near this"
          + " server can use it. Name the origins, or set COQUI_API_KEYS.");
    }
    int proxies = http.rateLimit().trustedProxies();
    boolean limited = http.rateLimit().requestsPerMinute() > 0;
    if (open && limited && proxies > 0 && isPublic()) {
      warnings.add(("coqui.server.trusted-proxies is %d: whoever reaches port %d without passing them can write any"
          + " address into X-Forwarded-For and so escapes the rate limit. Let only the proxies reach it.")
          .formatted(proxies, http.port()));
    }
    if (proxies > 0 && !limited) {
      warnings.add("coqui.server.trusted-proxies has no effect without coqui.rate-limit.requests-per-minute.");
    }
  }

  private boolean isPublic() {
    try {
      return !InetAddress.getByName(http.host()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  private void aboutDisks() {
    space(settings.cacheDirectory()).filter(free -> free < LITTLE_SPACE).ifPresent(free ->
        warnings.add("The disk of %s (coqui.cache.dir) has %,d bytes free."
            .formatted(settings.cacheDirectory(), free)));
    settings.audioCache().directory().ifPresent(directory -> {
      long wanted = settings.audioCache().directoryBytes();
      space(directory).filter(free -> free < wanted).ifPresent(free ->
          warnings.add(("The disk of %s has %,d bytes free, but coqui.audio-cache.directory-bytes is %,d:"
              + " it will fill up.").formatted(directory, free, wanted)));
    });
  }

  /** Bytes free where {@code folder} is or will be. */
  static Optional<Long> space(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.isDirectory(there)) {
      there = there.getParent();
    }
    try {
      return there == null ? Optional.empty() : Optional.of(Files.getFileStore(there).getUsableSpace());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
