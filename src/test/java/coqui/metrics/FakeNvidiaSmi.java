package coqui.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Shell scripts in the place of NVIDIA's tool. */
public final class FakeNvidiaSmi {

  private FakeNvidiaSmi() {}

  /** A script with these commands; it may be written again and again. */
  public static Path doing(Path folder, String commands) throws IOException {
    // Renamed into its place: a file that is open for writing cannot be run.
    Path script = Files.writeString(folder.resolve("nvidia-smi.new"), "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return Files.move(script, folder.resolve("nvidia-smi"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** One that tells of a T4 that has something to do. */
  public static Path ofABusyGpu(Path folder) throws IOException {
    return doing(folder, "echo '0, 37, 1024, 15360'");
  }
}
