package coqui.speakers;

import coqui.speech.Voice;
import coqui.speech.VoiceExistsException;
import coqui.speech.VoiceStorageException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Saves voices from a process of its own. */
final class SavingProcess {

  /** Saves and deletes until it is killed. */
  static final String FOR_EVER = "for-ever";

  /** Saves voices 0 to 99 and prints which of them were its own. */
  static final String ALL = "all";

  /** Saves voice 0 with a recording of 4 MB and prints what comes of it. */
  static final String LARGE = "large";

  private static final int VOICES = 100;

  private SavingProcess() {
  }

  static SavedVoices voices(Path folder) {
    return new SavedVoices(folder, new VoiceLimits(1_000, 1L << 40), () -> Optional.of("1-a"), Clock.systemUTC(),
        Runnable::run, AfterWrite.NOTHING);
  }

  static VoiceName name(int number) {
    return VoiceName.of("Voice " + number);
  }

  /** As large as one of XTTS v2, each value of it telling which. */
  static Voice voice(int number) {
    float[] latents = new float[32 * 1024];
    Arrays.fill(latents, number);
    float[] embedding = new float[512];
    Arrays.fill(embedding, number);
    return new Voice("cloned", 32, latents, embedding);
  }

  private static boolean save(SavedVoices voices, int number, byte[] recording) {
    try {
      voices.save(name(number), "true", voice(number), List.of(recording));
      return true;
    } catch (VoiceExistsException taken) {
      return false;
    }
  }

  /** @param arguments folder, what to do */
  public static void main(String[] arguments) {
    SavedVoices voices = voices(Path.of(arguments[0]));
    System.out.println("begins");
    if (arguments[1].equals(FOR_EVER)) {
      for (int number = 0; true; number = (number + 1) % VOICES) {
        if (!save(voices, number, new byte[500_000])) {
          voices.delete(name(number).text());
        }
      }
    } else if (arguments[1].equals(ALL)) {
      for (int number = 0; number < VOICES; number++) {
        if (save(voices, number, new byte[1_000])) {
          System.out.println(number);
        }
      }
    } else {
      try {
        System.out.println(save(voices, 0, new byte[4_000_000]));
      } catch (VoiceStorageException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
