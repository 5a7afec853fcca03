package coqui.cli;

import coqui.checkpoint.ConversionProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows on a terminal how much of a large file is written; silent where there is none. For one thread. */
final class ConversionBar implements ConversionProgress, AutoCloseable {

  private static final int MEGABYTE = 1 << 20;

  private final String task;
  private ProgressBar bar;

  /** @param task what the bar is called */
  ConversionBar(String task) {
    this.task = task;
  }

  @Override
  public void update(long doneBytes, long totalBytes) {
    if (System.console() == null) {
      return;
    }
    if (bar == null) {
      bar = new ProgressBarBuilder()
          .setTaskName(task)
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
