package coqui.cli;

import coqui.Settings;
import coqui.pipeline.CheckpointModel;
import coqui.pipeline.SpeechModel;
import coqui.xtts.EngineListener;
import java.nio.file.Path;
import java.util.function.Function;

/** Loads the checkpoint that the settings name, and shows on a terminal how far its conversion is, the first time. */
final class LoadModel implements Function<EngineListener, SpeechModel> {

  private final Settings settings;

  LoadModel(Settings settings) {
    this.settings = settings;
  }

  @Override
  public SpeechModel apply(EngineListener listener) {
    Path checkpoint = settings.checkpoint();
    String name = settings.modelDirectory().map(Path::toString).orElse("embedded demo voice");
    try (ConversionBar bar = new ConversionBar("Converting the checkpoint")) {
      return CheckpointModel.load(name, checkpoint, settings.cacheDirectory(), settings.engine(), bar, listener);
    }
  }
}
