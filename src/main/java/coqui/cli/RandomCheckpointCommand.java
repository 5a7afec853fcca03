package coqui.cli;

import coqui.Settings;
import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.DemoCheckpoint;
import coqui.checkpoint.RandomCheckpoint;
import coqui.checkpoint.XttsSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a checkpoint of XTTS v2's size that says nothing, to try a machine with before the real one is there. */
@Command(
    name = "random-checkpoint",
    description = "Writes a random checkpoint as large as XTTS v2 (1.9 GB), to measure start, memory and speed of a"
        + " machine with.")
final class RandomCheckpointCommand implements Callable<Integer> {

  /** XTTS v2's own. */
  static final int MOST_CODES = 602;

  @Parameters(paramLabel = "DIR", description = "Folder to write the four files into; new or empty.")
  private Path directory;

  @Option(names = "--seed", defaultValue = "0", description = "Another seed, other weights. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--codes",
      paramLabel = "N",
      defaultValue = "602",
      description = "How many codes every chunk has, 21.5 a second of sound: what is spoken never ends before."
          + " Default: ${DEFAULT-VALUE}, the most that XTTS v2 can have.")
  private int codes;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (codes < 1 || codes > MOST_CODES) {
      throw new ParameterException(
          spec.commandLine(), "--codes is %d, expected 1 to %d".formatted(codes, MOST_CODES));
    }
    refuseToOverwrite();
    Path vocabulary = CheckpointFolder.vocabularyIn(DemoCheckpoint.unpack(Settings.load(Map.of()).cacheDirectory()));
    try (ConversionBar bar = new ConversionBar("Writing model.pth")) {
      RandomCheckpoint.write(directory, vocabulary, XttsSizes.XTTS_V2.withMostCodes(codes), seed, bar);
    }
    spec.commandLine().getOut().printf("Written. Next: serve --model %s%n", directory);
    return 0;
  }

  private void refuseToOverwrite() throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> content = Files.list(directory)) {
        if (content.findAny().isPresent()) {
          throw new ParameterException(spec.commandLine(), directory + " is not empty; nothing was written");
        }
      }
    }
  }
}
