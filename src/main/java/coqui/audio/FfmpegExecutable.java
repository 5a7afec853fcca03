package coqui.audio;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/**
 * Where ffmpeg's executable lies on this machine. It comes inside a Maven artefact, with its libraries beside it, and
 * is unpacked on first use to JavaCPP's cache ({@code ~/.javacpp/cache}, else the temporary directory, or where
 * {@code -Dorg.bytedeco.javacpp.cachedir} says), which takes 0.5 s and 60 MB; processes that do so at the same time
 * wait for one another.
 */
final class FfmpegExecutable {

  private Path path; // guarded by this; null until it is needed

  /** That which comes with this program. */
  FfmpegExecutable() {}

  /** @param path of another one; null for the one that comes with this program */
  FfmpegExecutable(Path path) {
    this.path = path;
  }

  /**
   * Unpacked if it was not yet. Any thread.
   *
   * @throws IOException as {@link #unpack}
   */
  synchronized Path path() throws IOException {
    if (path == null) {
      path = unpack();
    }
    return path;
  }

  /**
   * Unpacked if it was not yet. Nothing of it is loaded into this JVM.
   *
   * @throws IOException if the artefact for this platform is not on the class path, or the cache cannot be written
   */
  static Path unpack() throws IOException {
    String platform = Loader.getPlatform();
    File[] directories = Loader.cacheResources("/org/bytedeco/ffmpeg/%s/".formatted(platform));
    for (File directory : directories) {
      for (String name : new String[] {"ffmpeg", "ffmpeg.exe"}) {
        Path executable = directory.toPath().resolve(name);
        if (Files.exists(executable)) {
          if (!Files.isExecutable(executable) && !executable.toFile().setExecutable(true)) {
            throw new IOException(executable + " cannot be made executable");
          }
          return executable;
        }
      }
    }
    throw new IOException("there is no ffmpeg for " + platform
        + " on the class path, expected the artefact org.bytedeco:ffmpeg with that classifier");
  }
}
