package coqui.download;

import java.io.IOException;

/** A checkpoint cannot be fetched, and trying at once again would not help. The message says what to do. */
public final class DownloadException extends IOException {

  DownloadException(String message) {
    super(message);
  }

  DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
