package coqui.cli;

import coqui.Settings;
import coqui.checkpoint.ConversionProgress;
import coqui.pipeline.CheckpointModel;
import coqui.pipeline.SpeechModel;
import java.nio.file.Path;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Loads the checkpoint that the settings name, and shows on a terminal how far its conversion is, the first time. */
final class LoadModel implements Supplier<SpeechModel> {

  private static final int MEGABYTE = 1 << 20;

  private final Settings settings;

  LoadModel(Settings settings) {
    this.settings = settings;
  }

  @Override
  public SpeechModel get() {
    Path checkpoint = settings.checkpoint();
    String name = settings.modelDirectory().map(Path::toString).orElse("embedded demo voice");
    try (ConversionBar bar = new ConversionBar()) {
      return CheckpointModel.load(name, checkpoint, settings.cacheDirectory(), settings.engine(), bar);
    }
  }

  /** Hears of the conversion on the loading thread alone. */
  private static final class ConversionBar implements ConversionProgress, AutoCloseable {

    private ProgressBar bar;

    @Override
    public void update(long doneBytes, long totalBytes) {
      if (System.console() == null) {
        return;
      }
      if (bar == null) {
        bar = new ProgressBarBuilder()
            .setTaskName("Converting the checkpoint")
            .setInitialMax(totalBytes)
            .setUnit(" MB", MEGABYTE)
            .clearDisplayOnFinish()
            .build();
      }
      bar.stepTo(doneBytes);
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
