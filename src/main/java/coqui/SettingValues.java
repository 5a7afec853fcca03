package coqui;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the keys are set to, as the types that they stand for. A value that cannot be used is an
 * {@link InvalidSettingException}.
 */
final class SettingValues {

  private final SortedMap<String, Setting> settings;

  SettingValues(SortedMap<String, Setting> settings) {
    this.settings = settings;
  }

  /** The exception that tells of the value of {@code key}. */
  InvalidSettingException refused(String key, String expected) {
    return new InvalidSettingException(key, settings.get(key), expected);
  }

  /** The same for a value that nobody may see. */
  InvalidSettingException refusedSecret(String key, String problem) {
    return InvalidSettingException.ofSecret(key, settings.get(key), problem);
  }

  /** What stands between the commas, without what is empty. */
  List<String> list(String key) {
    return Arrays.stream(text(key).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
  }

  String text(String key) {
    return settings.get(key).value();
  }

  Optional<Path> path(String key) {
    try {
      return Optional.of(text(key)).filter(value -> !value.isEmpty()).map(Path::of);
    } catch (InvalidPathException e) {
      throw refused(key, "a path of this file system");
    }
  }

  /** @param allowed at least two */
  String oneOf(String key, String... allowed) {
    String value = text(key);
    if (!List.of(allowed).contains(value)) {
      int last = allowed.length - 1;
      throw refused(key, String.join(", ", List.of(allowed).subList(0, last)) + " or " + allowed[last]);
    }
    return value;
  }

  int integer(String key, int least, int most) {
    return (int) integer(key, (long) least, most);
  }

  long integer(String key, long least, long most) {
    try {
      long value = Long.parseLong(text(key));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // told below, in the same words as a number out of range
    }
    throw refused(key, "a whole number from %d to %d".formatted(least, most));
  }

  /**
   * A port that can be listened on: {@code port}, or any free one where that is 0.
   *
   * @param key that the port comes from
   */
  int freePort(String key, String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host, port));
      return probe.getLocalPort();
    } catch (IOException e) {
      throw refused(key, "a free port of %s (%s)".formatted(host, e.getMessage()));
    }
  }

  double decimal(String key, double least, double most) {
    try {
      double value = Double.parseDouble(text(key));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // told below, in the same words as a number out of range
    }
    throw refused(key, "a number from %s to %s".formatted(least, most));
  }
}
