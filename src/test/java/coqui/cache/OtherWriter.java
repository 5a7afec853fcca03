package coqui.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;

/** A second JVM that keeps recordings in a folder until it is killed. */
final class OtherWriter {

  private OtherWriter() {}

  /** What is kept: 200 kB of one and the same byte. */
  static final class Recording {

    static final int COUNT = 10;
    static final long FOLDER_BYTES = 3_000_000;

    private static final int BYTES = 200_000;

    private Recording() {}

    static StoredAudio of(int number) {
      byte[] wav = new byte[BYTES];
      Arrays.fill(wav, (byte) number);
      return new StoredAudio(wav, 22_050, 1);
    }

    static boolean isWhole(StoredAudio audio) {
      return Arrays.equals(audio.wav(), of(audio.wav()[0]).wav());
    }
  }

  static Process start(Path folder, Path errors) throws IOException {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1",
        "-cp", System.getProperty("java.class.path"), OtherWriter.class.getName(), folder.toString())
        .redirectError(errors.toFile())
        .start();
  }

  public static void main(String[] args) {
    AudioFolder folder = new AudioFolder(Path.of(args[0]), Recording.FOLDER_BYTES, InstantSource.system());
    for (int number = 0; true; number++) {
      folder.keep(new AudioKey.Digest().add((long) number % Recording.COUNT).key(), Recording.of(number));
      if (number == 1) {
        System.out.println("begun");
      }
    }
  }
}
