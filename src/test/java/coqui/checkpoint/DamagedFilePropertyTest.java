package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever bytes a file has, reading it succeeds or is refused with its name; no other exception, no end of memory. */
class DamagedFilePropertyTest {

  private static final XttsSizes TINY =
      new XttsSizes(1, 8, 2, 920, 6, 10, 10, 16, 4, List.of(1, 1, 1, 1), List.of(8, 8, 8, 8));
  private static final int PLACES = 4;

  private static Path folder;
  private static byte[] model;
  private static byte[] speakers;

  @BeforeContainer
  static void writeCheckpoint() throws IOException {
    folder = Files.createTempDirectory("damaged");
    RandomCheckpoint.write(folder, Fixtures.REFERENCE.resolve("vocab.json"), TINY, 1, ConversionProgress.IGNORED);
    model = Files.readAllBytes(folder.resolve(CheckpointFolder.MODEL));
    speakers = Files.readAllBytes(Fixtures.DEMO.resolve(CheckpointFolder.SPEAKERS));
  }

  @AfterContainer
  static void deleteCheckpoint() throws IOException {
    for (String name : List.of("model.pth", "config.json", "vocab.json", "speakers_xtts.pth")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }

  @Property(tries = 300)
  void stateDict_damagedModel_isReadOrRefused(@ForAll long seed) {
    XttsConfig config = CheckpointFolder.open(folder).config();
    readOrRefused(damaged(model, seed), CheckpointFolder.MODEL, file -> {
      try (StateDict dict = StateDict.open(file, CheckpointLimits.DEFAULTS)) {
        assertThat(XttsArchive.of(dict, config, Precisions.FLOAT32).tensorBytes()).isPositive();
      }
    });
  }

  @Property(tries = 300)
  void speakers_damagedFile_areReadOrRefused(@ForAll long seed) {
    XttsConfig demo = CheckpointFolder.open(Fixtures.DEMO).config();
    readOrRefused(damaged(speakers, seed), CheckpointFolder.SPEAKERS, file ->
        assertThat(SpeakersFile.read(file, demo, CheckpointLimits.DEFAULTS)).isNotEmpty());
  }

  private static void readOrRefused(byte[] bytes, String name, Consumer<Path> reading) {
    Path file = folder.resolve(name);
    try {
      Files.write(file, bytes);
      reading.accept(file);
    } catch (ModelLoadException e) {
      assertThat(e.getMessage()).startsWith(file + ": ").hasSizeLessThan(1_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some bytes changed near the start, where the pickle is, and near the end, where the directory is. */
  private static byte[] damaged(byte[] whole, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(PLACES) + 1; i > 0; i--) {
      int range = Math.min(bytes.length, 60_000);
      int place = random.nextInt(range);
      bytes[random.nextBoolean() ? place : bytes.length - 1 - place] = (byte) random.nextInt();
    }
    return bytes;
  }
}
