package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.Voice;
import coqui.speech.VoiceExistsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries in the folder of saved voices that are not what this program writes. */
class DamagedVoicesTest {

  private static final VoiceName ANNA = VoiceName.of("Anna");
  private static final VoiceName BERT = VoiceName.of("Bert");
  private static final VoiceName ZOE = VoiceName.of("Zoe");
  private static final VoiceLimits ROOM = new VoiceLimits(10, 1 << 20);

  @TempDir
  Path folder;

  private SavedVoices voices() {
    return new SavedVoices(folder, ROOM, () -> Optional.of("1-a"), Clock.systemUTC(), Runnable::run,
        AfterWrite.NOTHING);
  }

  private static Voice voice(float value) {
    return new Voice("cloned", 2, new float[] {value, 0, 3, 4, 5, 6}, new float[] {7, value});
  }

  private static void save(SavedVoices voices, VoiceName name, float value) {
    voices.save(name, "true", voice(value), List.of());
  }

  private Path entry(VoiceName name) {
    return folder.resolve(name.key());
  }

  private static float value(SavedVoices voices, VoiceName name) {
    return voices.find(name.text()).orElseThrow().conditioningLatents()[0];
  }

  /** What can be found in the place of a voice. */
  private interface Damage {
    void to(Path entry) throws IOException;
  }

  private record Flaw(String what, String warning, Damage damage) {

    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Flaw> flaws() {
    return Stream.of(
        new Flaw("empty", "not what this program writes", entry -> Files.write(voiceIn(entry), new byte[0])),
        new Flaw("garbage", "not what this program writes", entry -> Files.write(voiceIn(entry), new byte[500])),
        new Flaw("truncated", "checksum", entry -> {
          byte[] whole = Files.readAllBytes(voiceIn(entry));
          Files.write(voiceIn(entry), Arrays.copyOf(whole, whole.length - 1));
        }),
        new Flaw("one bit", "checksum", entry -> {
          byte[] whole = Files.readAllBytes(voiceIn(entry));
          whole[whole.length - 3] ^= 1;
          Files.write(voiceIn(entry), whole);
        }),
        new Flaw("other version", "has version 2, expected 1", entry -> {
          byte[] whole = Files.readAllBytes(voiceIn(entry));
          whole[11] = 2;
          Files.write(voiceIn(entry), whole);
        }),
        new Flaw("huge", "bytes, expected at most", entry -> {
          try (RandomAccessFile file = new RandomAccessFile(voiceIn(entry).toFile(), "rw")) {
            file.setLength(1L << 40);   // sparse
          }
        }),
        new Flaw("of another name", "another name", entry -> {
          Path other = entry.resolveSibling(BERT.key());
          Files.createDirectory(other);
          Files.write(voiceIn(other), new VoiceFile(BERT, Instant.EPOCH, "1-a", "true", voice(1)).encode());
          Files.delete(voiceIn(entry));
          Files.move(voiceIn(other), voiceIn(entry));
          Files.delete(other);
        }),
        new Flaw("no file in it", "has no file voice", entry -> Files.delete(voiceIn(entry))),
        new Flaw("folder for a file", "no file", entry -> {
          Files.delete(voiceIn(entry));
          Files.createDirectory(voiceIn(entry));
        }),
        new Flaw("symbolic link for a file", "no file", entry -> {
          Path elsewhere = entry.resolveSibling("elsewhere");
          Files.move(voiceIn(entry), elsewhere);
          Files.createSymbolicLink(voiceIn(entry), elsewhere);
        }),
        new Flaw("symbolic link for a folder", "is no folder", entry -> {
          Path elsewhere = entry.resolveSibling("elsewhere");
          Files.move(entry, elsewhere);
          Files.createSymbolicLink(entry, elsewhere);
        }),
        new Flaw("file for a folder", "is no folder", entry -> {
          Files.delete(voiceIn(entry));
          Files.delete(entry);
          Files.write(entry, new byte[] {1}, StandardOpenOption.CREATE_NEW);
        }));
  }

  private static Path voiceIn(Path entry) {
    return entry.resolve("voice");
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void names_damagedEntry_isSkippedWithOneWarningAndCanBeDeleted(Flaw flaw) throws IOException {
    save(voices(), ANNA, 1);
    save(voices(), ZOE, 3);
    flaw.damage().to(entry(ANNA));

    SavedVoices voices = voices();
    try (WarningLog log = new WarningLog(VoiceList.class)) {
      assertThat(voices.names()).containsExactly("Zoe");
      assertThat(voices.names()).containsExactly("Zoe");
      assertThat(voices.find("Anna")).isEmpty();
      assertThat(log.warnings()).singleElement().asString()
          .startsWith(entry(ANNA) + " ").contains(flaw.warning()).endsWith("; it is skipped");
    }
    assertThat(value(voices, ZOE)).isEqualTo(3);
    assertThatThrownBy(() -> save(voices, ANNA, 2)).isInstanceOf(VoiceExistsException.class);
    voices.delete("Anna");
    save(voices, ANNA, 2);
    assertThat(value(voices, ANNA)).isEqualTo(2);
  }
}
