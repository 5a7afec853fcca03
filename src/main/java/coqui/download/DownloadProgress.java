package coqui.download;

import java.time.Duration;

/** Hears how far a download is, on the thread that runs it. */
public interface DownloadProgress {

  /** A file is there before anything was fetched. */
  void kept(String file);

  /** How much of a file is there; the first call comes when the server begins to send it. */
  void update(String file, long doneBytes, long totalBytes);

  /** An attempt failed; the next one comes after a pause. */
  void waits(String file, String problem, Duration pause);
}
