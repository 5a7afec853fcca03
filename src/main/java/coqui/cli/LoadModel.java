package coqui.cli;

import coqui.Settings;
import coqui.pipeline.CheckpointModel;
import coqui.pipeline.GuardCounters;
import coqui.pipeline.SpeechModel;
import io.micrometer.core.instrument.Metrics;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Loads the checkpoint that the settings name, and shows on a terminal how far its conversion is, the first time. */
final class LoadModel implements Supplier<SpeechModel> {

  private final Settings settings;

  LoadModel(Settings settings) {
    this.settings = settings;
  }

  @Override
  public SpeechModel get() {
    Path checkpoint = settings.checkpoint();
    String name = settings.modelDirectory().map(Path::toString).orElse("embedded demo voice");
    try (ConversionBar bar = new ConversionBar("Converting the checkpoint")) {
      return CheckpointModel.load(name, checkpoint, settings.cacheDirectory(), settings.engine(), bar,
          new GuardCounters(Metrics.globalRegistry));
    }
  }
}
