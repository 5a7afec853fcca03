package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import coqui.speech.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the process and of the temporary file, whatever ffmpeg does; shell scripts take its place here. */
@Timeout(30)
class AudioDecoderProcessTest extends FfmpegScripts {

  private static final byte[] NOT_WAV = {1, 2, 3};

  @Test
  void decode_ffmpegThatHangsWithAChild_isKilledWithItWhenTimeIsUp() throws Exception {
    AudioDecoder decoder = decoder("sleep 600 & wait", Duration.ofMillis(500));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> decoder.decode(NOT_WAV))
        .withMessageContaining("coqui.decoding.time-limit")
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("audio_decoding_timeout"));
  }

  @Test
  void decode_interrupted_killsTheProcess() throws Exception {
    Path started = pipe();
    AudioDecoder decoder = decoder("echo yes > '" + started + "'; sleep 600", Duration.ofSeconds(20));
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller = new Thread(() -> thrown.complete(catchThrowable(() -> decoder.decode(NOT_WAV))));
    caller.start();
    assertThat(Files.readString(started)).isEqualTo("yes\n");

    caller.interrupt();

    assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void decode_interruptedBefore_isInterrupted() throws Exception {
    AudioDecoder decoder = decoder("sleep 600", Duration.ofSeconds(20));
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> decoder.decode(NOT_WAV));
    assertThat(Thread.interrupted()).as("still marked as interrupted").isFalse();
  }

  @Test
  void decode_any_givesFfmpegNothingOfOurEnvironmentAndAFileForThisUserAlone() throws Exception {
    Path seen = scripts.resolve("seen");
    String tell = "{ cat /proc/$$/environ; echo; stat -L -c %a /dev/stdin; wc -c; } > '" + seen + "'";
    AudioDecoder decoder = decoder(tell, Duration.ofSeconds(20));

    catchThrowable(() -> decoder.decode(NOT_WAV));

    assertThat(Files.readString(seen)).isEqualTo("LD_LIBRARY_PATH=" + scripts + "\0\n600\n3\n");
  }

  @Test
  void decode_endlessOutput_isTooLong() throws Exception {
    AudioDecoder decoder = decoder("cat /dev/zero", Duration.ofSeconds(20));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> decoder.decode(NOT_WAV))
        .withMessageContaining("100000 bytes of sound (coqui.decoding.max-bytes)")
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("audio_too_long"));
  }

  @Test
  void decode_endlessComplaints_endWithTheTimeLimit() throws Exception {
    AudioDecoder decoder = decoder("yes broken >&2", Duration.ofMillis(500));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> decoder.decode(NOT_WAV))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("audio_decoding_timeout"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "exit 0", "exit 1", "kill -SEGV $$", "kill -KILL $$", "printf RIFF", "cat /dev/zero | head -c 5000"
  })
  void decode_ffmpegThatGivesNoSound_isInvalidAudio(String script) throws Exception {
    AudioDecoder decoder = decoder(script, Duration.ofSeconds(20));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> decoder.decode(NOT_WAV))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("invalid_audio"));
  }

  @Test
  void decode_ffmpegWithoutItsLibraries_isOurFaultAndSaysWhatIsMissing() throws Exception {
    AudioDecoder decoder =
        decoder("echo 'error while loading shared libraries: libxcb.so.1' >&2; exit 127", Duration.ofSeconds(20));

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> decoder.decode(NOT_WAV))
        .withMessageContaining("on Debian it needs libxcb1")
        .withMessageContaining("libxcb.so.1");
  }

  @Test
  void decode_missingFfmpeg_isOurFaultAndNamesIt() {
    Path missing = scripts.resolve("no-ffmpeg");
    AudioDecoder decoder = new AudioDecoder(DecodingLimits.DEFAULTS, temporary, missing);

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> decoder.decode(NOT_WAV))
        .withMessageContaining(missing.toString());
  }

  @Test
  void decode_temporaryDirectoryThatIsGone_isOurFaultAndNamesIt() throws Exception {
    Path gone = scripts.resolve("gone");
    AudioDecoder decoder = new AudioDecoder(DecodingLimits.DEFAULTS, gone, script("exit 0"));

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> decoder.decode(NOT_WAV))
        .withMessageContaining(gone.toString());
  }

  private AudioDecoder decoder(String script, Duration time) throws IOException {
    return new AudioDecoder(new DecodingLimits(time, Duration.ofSeconds(120), 100_000), temporary, script(script));
  }
}
