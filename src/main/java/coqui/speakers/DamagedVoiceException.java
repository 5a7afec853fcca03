package coqui.speakers;

import java.io.IOException;

/** What is kept in the place of a voice is none, or none that this version can read. */
final class DamagedVoiceException extends IOException {

  /** @param problem what follows its path in a message: "has no file voice" */
  DamagedVoiceException(String problem) {
    super(problem);
  }

  DamagedVoiceException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
