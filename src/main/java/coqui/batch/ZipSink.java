package coqui.batch;

import java.util.concurrent.CompletableFuture;

/**
 * Where a zip goes while it is made. Called by one thread at a time; must not block for long.
 */
public interface ZipSink {

  /**
   * Takes the next bytes of the zip, which nobody changes any more.
   *
   * @return done when they need no memory any more; fails when nobody takes them
   */
  CompletableFuture<Void> write(byte[] bytes);

  /** The zip is whole. Done when all of it is taken. */
  CompletableFuture<Void> end();
}
