package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.audio.HeardSound;
import coqui.audio.WavFile;
import coqui.speech.AudioClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the embedded demo voice, down to the samples. */
class SayCommandTest {

  @TempDir
  Path folder;

  @Test
  void say_text_writesAWavAndTellsOfIt() throws IOException {
    Path out = folder.resolve("hello.wav");

    CommandRun run = CommandRun.of("say", "Hello.", "--out", out.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith(out + ": ").contains("of Robert at 22050 Hz");
    assertThat(WavFile.decode(Files.readAllBytes(out)).seconds()).isBetween(0.3, 3.0);
  }

  @ParameterizedTest
  @CsvSource({"hello.mp3, 22050", "hello.opus, 48000", "hello.AAC, 22050", "hello.x.flac, 22050", "hello, 22050"})
  void say_nameOfAFile_decidesItsFormat(String name, int sampleRate) throws Exception {
    Path out = folder.resolve(name);

    CommandRun run = CommandRun.of("say", "Hello.", "--seed", "5", "--out", out.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(out + ": ").contains("at " + sampleRate + " Hz");
    AudioClip heard = HeardSound.in(Files.readAllBytes(out));
    assertThat(heard.sampleRate()).isEqualTo(sampleRate);
    assertThat(heard.seconds()).isBetween(0.3, 3.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.m4a", "x.ogg", "x.", ".hidden", "folder.wav/x.txt"})
  void say_nameThatSaysNoFormat_saysWhichThereAreAndExitsWith2(String name) {
    CommandRun run = CommandRun.of("say", "Hello.", "--out", folder.resolve(name).toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(name + ": expected a name that ends with .wav, .pcm, .mp3, .opus, .aac, .flac")
        .doesNotContain("\tat ");
  }

  @Test
  void say_toStandardOutputWithASeed_isTheSameWavEveryTime() {
    String[] command = {
        "say", "-", "--out", "-", "--seed", "5", "--speaker", "Sally", "--sample-rate", "24000", "--no-normalize"};

    CommandRun first = CommandRun.withInput("Good morning.", command);
    CommandRun second = CommandRun.withInput("Good morning.", command);

    AudioClip clip = WavFile.decode(first.bytes());
    assertThat(clip.sampleRate()).isEqualTo(24_000);
    assertThat(second.bytes()).isEqualTo(first.bytes());
  }

  @Test
  void say_unknownSpeaker_listsTheVoicesAndExitsWith2() {
    CommandRun run = CommandRun.of("say", "Hello.", "--speaker", "Nobody", "--out", folder.resolve("x.wav").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Nobody", "Robert").doesNotContain("\tat ");
    assertThat(folder.resolve("x.wav")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"--speed, 3", "--speed, fast", "--top-k, 1.5", "--seed, -1", "--sample-rate, 96000"})
  void say_settingOutsideTheContract_saysWhatIsExpectedAndExitsWith2(String option, String value) {
    CommandRun run = CommandRun.of("say", "Hello.", option, value, "--out", folder.resolve("x.wav").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(value, "expected a").doesNotContain("\tat ");
  }

  @Test
  void say_checkpointThatIsNotThere_namesItAndExitsWith1() {
    CommandRun run = CommandRun.of("say", "Hello.", "--model", folder.resolve("none").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(folder.resolve("none").toString(), "missing").doesNotContain("\tat ");
  }

  @Test
  void say_fileThatCannotBeWritten_namesItAndExitsWith1() {
    CommandRun run = CommandRun.of("say", "Hello.", "--out", folder.resolve("none/x.wav").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("none/x.wav").doesNotContain("\tat ");
  }
}
