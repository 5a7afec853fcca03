package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import coqui.speech.Voice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder with the four files of a checkpoint as Coqui published them. Immutable; any thread. */
public final class CheckpointFolder {

  /** The weights. */
  public static final String MODEL = "model.pth";

  /** Sizes, and the defaults of sampling. */
  public static final String CONFIG = "config.json";

  /** The tokens of texts. */
  public static final String VOCABULARY = "vocab.json";

  /** The built-in voices. */
  public static final String SPEAKERS = "speakers_xtts.pth";

  private final Path directory;
  private final CheckpointLimits limits;
  private final XttsConfig config;

  private CheckpointFolder(Path directory, CheckpointLimits limits, XttsConfig config) {
    this.directory = directory;
    this.limits = limits;
    this.config = config;
  }

  /** {@link #open(Path, CheckpointLimits)} with {@link CheckpointLimits#DEFAULTS}. */
  public static CheckpointFolder open(Path directory) {
    return open(directory, CheckpointLimits.DEFAULTS);
  }

  /**
   * Checks that the files are there, and reads {@code config.json} and the special tokens of {@code vocab.json}.
   *
   * @throws ModelLoadException if a file is missing, or one of these two cannot be used
   */
  public static CheckpointFolder open(Path directory, CheckpointLimits limits) {
    if (!Files.isDirectory(directory)) {
      throw new ModelLoadException(directory, Files.exists(directory)
          ? "this is a file, expected the folder that holds " + MODEL
          : "the folder of the checkpoint is missing");
    }
    List<String> missing = List.of(MODEL, CONFIG, VOCABULARY, SPEAKERS).stream()
        .filter(name -> !Files.isRegularFile(directory.resolve(name)))
        .toList();
    if (!missing.isEmpty()) {
      throw new ModelLoadException(directory, "the checkpoint lacks " + String.join(", ", missing));
    }
    XttsConfig config = XttsConfigReader.read(directory.resolve(CONFIG), directory.resolve(VOCABULARY), limits);
    return new CheckpointFolder(directory, limits, config);
  }

  /**
   * What the {@code config.json} of a folder says, whatever else is in it but {@code vocab.json}: enough to plan
   * texts with.
   *
   * @return empty if there is no {@code config.json}
   * @throws ModelLoadException if it, or {@code vocab.json}, cannot be used
   */
  public static Optional<XttsConfig> configIn(Path directory) {
    Path config = directory.resolve(CONFIG);
    return Files.isRegularFile(config)
        ? Optional.of(XttsConfigReader.read(config, vocabularyIn(directory), CheckpointLimits.DEFAULTS))
        : Optional.empty();
  }

  /** Where {@code vocab.json} of a folder is, or would be. */
  public static Path vocabularyIn(Path directory) {
    return directory.resolve(VOCABULARY);
  }

  /**
   * Tells the {@code speakers_xtts.pth} of a folder from every other, without reading all of it.
   *
   * @return empty if it cannot be read
   */
  public static Optional<String> speakersIdentity(Path directory) {
    return SpeakersFile.identity(directory.resolve(SPEAKERS));
  }

  /**
   * Tells the {@code model.pth} of a folder from every other, in whatever precision it is to run, without reading all
   * of it.
   *
   * @return empty if it cannot be read
   */
  public static Optional<String> weightsIdentity(Path directory) {
    return WeightsIdentity.of(directory.resolve(MODEL));
  }

  public Path directory() {
    return directory;
  }

  /** {@code vocab.json}. */
  public Path vocabulary() {
    return vocabularyIn(directory);
  }

  /** What {@code config.json} says. */
  public XttsConfig config() {
    return config;
  }

  /**
   * Reads {@code speakers_xtts.pth}: the built-in voices by their names, in the order of the file.
   *
   * @throws ModelLoadException if the file is damaged, goes beyond the limits, or its voices do not fit the model
   */
  public Map<String, Voice> voices() {
    return SpeakersFile.read(directory.resolve(SPEAKERS), config, limits);
  }

  /**
   * Opens {@code model.pth}; the caller closes it.
   *
   * @throws ModelLoadException as {@link StateDict#open} does
   */
  public StateDict stateDict() {
    return StateDict.open(directory.resolve(MODEL), limits);
  }
}
