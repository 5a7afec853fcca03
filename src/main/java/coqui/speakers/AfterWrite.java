package coqui.speakers;

import java.nio.file.Path;

/** What a volume needs once a file on it has been replaced, so that others see it. */
@FunctionalInterface
public interface AfterWrite {

  /** Ordinary file systems need nothing. */
  AfterWrite NOTHING = file -> { };

  /** Called after {@code file} is whole and in place. Deals with its own failures: the file is as good without. */
  void wrote(Path file);
}
