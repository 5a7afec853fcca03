package coqui;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds {@code routes/} and {@code config/}: in the working directory, else beside the jar or one folder up (a built
 * jar lies in {@code target/}), else the copies inside the jar. A folder counts only if it holds the file that is
 * looked for, so that an unrelated {@code routes/} of the directory one happens to be in does no harm.
 */
final class Installation {

  private final List<Path> places;

  /** @param places the folders to search, in this order, before the copies on the class path */
  Installation(List<Path> places) {
    this.places = List.copyOf(places);
  }

  /** The installation that this program runs from. */
  static Installation ofThisProgram() {
    List<Path> places = new ArrayList<>(List.of(Path.of("").toAbsolutePath()));
    jar().ifPresent(jar -> Stream.iterate(jar.getParent(), folder -> folder != null, Path::getParent)
        .limit(2)
        .forEach(places::add));
    return new Installation(places);
  }

  private static Optional<Path> jar() {
    CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? Optional.empty() : Optional.of(Path.of(source.getLocation().toURI()).toAbsolutePath());
    } catch (URISyntaxException | IllegalArgumentException notAFile) {
      return Optional.empty();
    }
  }

  /** The folder {@code name} of the first place where it has {@code file}; empty where only the class path has it. */
  Optional<Path> folder(String name, String file) {
    return places.stream()
        .map(place -> place.resolve(name))
        .filter(folder -> Files.isRegularFile(folder.resolve(file)))
        .findFirst();
  }

  /** Opens the copy inside the jar of a file that every build has. */
  static InputStream packaged(String resource) throws IOException {
    InputStream stream = Installation.class.getClassLoader().getResourceAsStream(resource);
    if (stream == null) {
      throw new IOException(resource + " is missing from the class path");
    }
    return stream;
  }
}
