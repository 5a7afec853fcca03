package coqui.download;

import java.time.Duration;

/** Waits between two attempts. */
@FunctionalInterface
interface Pause {

  void pause(Duration duration) throws InterruptedException;
}
