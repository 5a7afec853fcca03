package coqui.audio;

import coqui.speech.AudioClip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Recorded (synthetic) speech among the fixtures. */
final class Speech {

  private static final Path DIRECTORY = Path.of("src/test/resources/reference/xtts/references");

  private Speech() {}

  static List<String> files() {
    return List.of("voice-a-22k.wav", "voice-b-44k-stereo-24bit.wav", "voice-b-8k.wav", "voice-b-short-22k.wav");
  }

  static AudioClip of(String file) {
    try {
      return WavFile.decode(Files.readAllBytes(DIRECTORY.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
