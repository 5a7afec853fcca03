package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.Settings;
import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.DemoVoices;
import coqui.speakers.VoiceName;
import coqui.speech.Voice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands know the voices that clients of the service saved. */
class SavedVoiceCommandTest {

  private static final String DIRECTORY = "coqui.voices.directory";

  @TempDir
  Path folder;

  /** A voice that sounds as a built-in one, so that it can be told by its sound. */
  @BeforeEach
  void saveSallyAsAnna() {
    System.setProperty(DIRECTORY, folder.toString());
    Settings settings = Settings.load(Map.of());
    Voice sally = CheckpointFolder.open(settings.checkpoint()).voices().get("Sally");
    settings.voices().open(Runnable::run).save(VoiceName.of("Anna"), "true", sally, List.of());
  }

  @AfterEach
  void forget() {
    System.clearProperty(DIRECTORY);
  }

  @Test
  void speakers_listsSavedVoicesAfterTheBuiltInOnes() {
    assertThat(CommandRun.of("speakers").out().lines()).containsExactlyElementsOf(
        Stream.concat(DemoVoices.SPEAKERS.stream(), Stream.of("Anna")).toList());
  }

  @Test
  void say_savedVoice_isSpokenWith() {
    byte[] anna = CommandRun.of("say", "Hello.", "--seed", "5", "--speaker", "Anna", "--out", "-").bytes();

    assertThat(anna).hasSizeGreaterThan(1_000)
        .isEqualTo(CommandRun.of("say", "Hello.", "--seed", "5", "--speaker", "Sally", "--out", "-").bytes());
  }
}
