package coqui.checkpoint;

import java.nio.file.Path;

/**
 * Writes a random checkpoint of XTTS v2's full size, 1.87 GB, to measure start and memory with.
 *
 * <pre>{@code mvn -q package -DskipTests
 * java -cp 'target/classes:target/test-classes:target/lib/*' coqui.checkpoint.FullSizeCheckpoint FOLDER}</pre>
 */
final class FullSizeCheckpoint {

  private FullSizeCheckpoint() {
  }

  /** @param arguments the folder */
  public static void main(String[] arguments) {
    RandomCheckpoint.write(Path.of(arguments[0]), Fixtures.REFERENCE.resolve(CheckpointFolder.VOCABULARY),
        XttsSizes.XTTS_V2, 1, ConversionProgress.IGNORED);
  }
}
