package coqui.cli;

import coqui.download.DownloadProgress;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Shows how far a download is: a bar for each file at a terminal, a line for each file elsewhere. For one thread.
 */
final class DownloadBar implements DownloadProgress, AutoCloseable {

  private final PrintWriter out;
  private String file = "";
  private ConversionBar bar = new ConversionBar("");

  DownloadBar(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void kept(String name) {
    out.println(name + " is there already.");
  }

  @Override
  public void update(String name, long doneBytes, long totalBytes) {
    if (!name.equals(file)) {
      close();
      file = name;
      bar = new ConversionBar(name);
      out.printf(doneBytes == 0 ? "%s: %,d bytes%n" : "%s: %,d bytes, the first %,d are there already%n",
          name, totalBytes, doneBytes);
    }
    bar.update(doneBytes, totalBytes);
  }

  @Override
  public void waits(String name, String problem, Duration pause) {
    close();
    file = "";
    out.printf("%s%nThe next attempt begins in %d s.%n", problem, pause.toSeconds());
  }

  @Override
  public void close() {
    bar.close();
  }
}
