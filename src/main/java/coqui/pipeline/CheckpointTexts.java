package coqui.pipeline;

import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.XttsConfig;
import coqui.speech.ModelLoadException;
import coqui.text.TextFrontEnd;
import coqui.text.TextLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The text front end of a checkpoint, with its limits. Only {@code vocab.json} must be there; {@code config.json}
 * lowers the limits.
 *
 * @param frontEnd plans texts
 * @param limits that it plans under
 */
public record CheckpointTexts(TextFrontEnd frontEnd, TextLimits limits) {

  private static final int START_AND_STOP = 2;   // put around the chunk's tokens, within the same positions
  private static final TextLimits PUBLISHED = new TextLimits(Map.of(), 402 - START_AND_STOP);

  /** @throws ModelLoadException if a file is missing or cannot be used */
  public static CheckpointTexts of(Path directory) {
    Path vocabulary = CheckpointFolder.vocabularyIn(directory);
    if (!Files.isRegularFile(vocabulary)) {
      throw new ModelLoadException(vocabulary, "this file of the checkpoint is missing");
    }
    TextLimits limits = CheckpointFolder.configIn(directory).map(config -> limits(directory, config)).orElse(PUBLISHED);
    return new CheckpointTexts(TextFrontEnd.load(vocabulary, limits), limits);
  }

  private static TextLimits limits(Path directory, XttsConfig config) {
    try {
      return new TextLimits(config.charLimits(), config.maxTextTokens() - START_AND_STOP);
    } catch (IllegalArgumentException unusable) {
      throw new ModelLoadException(directory, "config.json: " + unusable.getMessage());
    }
  }
}
