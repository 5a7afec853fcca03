package coqui.cli;

import coqui.pipeline.SpeechProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows on a terminal how many chunks of a text are spoken; silent where there is none. Any thread may call it. */
final class ChunkProgress implements SpeechProgress, AutoCloseable {

  private ProgressBar bar;   // guarded by this

  @Override
  public synchronized void chunkSpoken(int chunks) {
    if (System.console() == null) {
      return;
    }
    if (bar == null) {
      bar = new ProgressBarBuilder().setTaskName("Speaking").setInitialMax(chunks).clearDisplayOnFinish().build();
    }
    bar.step();
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
