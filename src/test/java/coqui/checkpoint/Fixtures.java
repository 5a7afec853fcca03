package coqui.checkpoint;

import java.nio.file.Path;

/** Where the committed checkpoints are. */
final class Fixtures {

  /** A small random checkpoint; weight norm under parametrizations. */
  static final Path REFERENCE = Path.of("src/test/resources/reference/xtts/checkpoint");
  /** The same weights as the trainer saves them. */
  static final Path TWIN = Path.of("src/test/resources/reference/xtts/checkpoint-twin");
  static final Path DEMO = Path.of("src/main/resources/demo");

  private Fixtures() {
  }
}
