package coqui.xtts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.reference.NpzFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A folder of reference data as {@code src/test/resources/reference/xtts/README.md} describes it; the property
 * {@code coqui.reference} names another one.
 */
final class ReferenceFolder {

  private static final List<String> FILES_BESIDE_THE_MODEL = List.of("config.json", "vocab.json", "speakers_xtts.pth");

  private final Path directory;
  private final JsonNode index;

  private ReferenceFolder(Path directory) {
    this.directory = directory;
    try {
      this.index = new ObjectMapper().readTree(directory.resolve("index.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ReferenceFolder ofThisRun() {
    return new ReferenceFolder(NpzFile.directory());
  }

  /** The cases of one kind, {@code conditioning} and so on. */
  List<JsonNode> cases(String kind) {
    return StreamSupport.stream(index.path(kind).spliterator(), false).toList();
  }

  NpzFile arrays(String file) {
    return NpzFile.read(directory.resolve(file));
  }

  Path recording(String name) {
    return directory.resolve("references").resolve(name);
  }

  /**
   * The folders that must all give the reference's results: the checkpoint and, where there is one, its twin, which has
   * a model only and gets the other files of the checkpoint beside it.
   */
  List<Path> checkpoints(Path scratch) throws IOException {
    List<Path> checkpoints = new ArrayList<>();
    checkpoints.add(directory.resolve("checkpoint"));
    Path twin = directory.resolve("checkpoint-twin");
    if (Files.exists(twin)) {
      Path whole = Files.createDirectory(scratch.resolve("checkpoint-twin"));
      Files.copy(twin.resolve("model.pth"), whole.resolve("model.pth"));
      for (String file : FILES_BESIDE_THE_MODEL) {
        Path own = twin.resolve(file);
        Files.copy(Files.exists(own) ? own : checkpoints.get(0).resolve(file), whole.resolve(file));
      }
      checkpoints.add(whole);
    }
    return checkpoints;
  }
}
