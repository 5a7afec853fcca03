package coqui.cli;

import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tells a running server to stop: SIGTERM, and SIGINT from a terminal. The virtual machine's own way is to run its
 * shutdown hooks and to exit with 143, as if the program had been ended by force; here the program ends itself.
 *
 * <p>Once is enough: whoever ends many processes at once may tell one of them twice. But a person who presses Ctrl-C
 * again wants it to be over now.
 */
final class StopSignals {

  private static final Logger log = LoggerFactory.getLogger(StopSignals.class);
  private static final int ENDED_BY_SIGINT = 130;

  private final CountDownLatch told = new CountDownLatch(1);

  /** From now on, the signals do nothing but end {@link #await}. */
  StopSignals() {
    Signals.register("TERM", told::countDown);
    Signals.register("INT", this::interrupted);
  }

  private void interrupted() {
    if (told.getCount() == 0) {
      log.warn("Told to stop a second time; what is in work is cut off");
      Runtime.getRuntime().halt(ENDED_BY_SIGINT);
    }
    told.countDown();
  }

  /** Returns when the program has been told to stop. */
  void await() throws InterruptedException {
    told.await();
  }
}
