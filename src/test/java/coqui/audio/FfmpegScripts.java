package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with shell scripts in the place of ffmpeg: whatever these do, no file and no process is left of them. */
abstract class FfmpegScripts {

  /** Where the service has its temporary files. */
  @TempDir
  Path temporary;

  @TempDir
  Path scripts;

  @AfterEach
  void noFileAndNoProcessIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
  }

  /** A program that does this. */
  Path script(String commands) throws IOException {
    Path script = Files.writeString(scripts.resolve("ffmpeg"), "#!/bin/sh\n" + commands + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  /** A named pipe, for scripts to tell that they run or to be told to go on. */
  Path pipe() throws IOException, InterruptedException {
    Path pipe = scripts.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }
}
