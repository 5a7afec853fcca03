package coqui.speakers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a Modal volume by {@code sync <mount point>}, which is how version 2 volumes are told to share what was
 * written.
 *
 * <p>A commit that fails is only logged: the platform commits in the background and at a clean exit too. It blocks
 * its thread for as long as the command runs, at most a minute.
 */
public final class VolumeCommit implements AfterWrite {

  private static final Logger log = LoggerFactory.getLogger(VolumeCommit.class);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path mountPoint;

  /** @throws IllegalArgumentException if {@code mountPoint} is not absolute */
  public VolumeCommit(Path mountPoint) {
    if (!mountPoint.isAbsolute()) {
      throw new IllegalArgumentException("the volume is '%s', expected an absolute path".formatted(mountPoint));
    }
    this.mountPoint = mountPoint;
  }

  @Override
  public void wrote(Path file) {
    try {
      Process sync = new ProcessBuilder(List.of("sync", mountPoint.toString()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      try {
        if (!sync.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          log.warn("sync {} was stopped after {} s; {} is committed later", mountPoint, LIMIT.toSeconds(), file);
        } else if (sync.exitValue() != 0) {
          log.warn("sync {} ended with {}; {} is committed later", mountPoint, sync.exitValue(), file);
        }
      } finally {
        sync.destroyForcibly();
      }
    } catch (IOException e) {
      log.warn("sync {} did not start ({}); {} is committed later", mountPoint, e.getMessage(), file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
