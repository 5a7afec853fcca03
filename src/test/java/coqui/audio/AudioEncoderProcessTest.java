package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import coqui.speech.AudioClip;
import coqui.speech.ClientLeftException;
import coqui.speech.EncodingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of processes, files and callers, whatever ffmpeg does; shell scripts take its place here. */
@Timeout(60)
class AudioEncoderProcessTest extends FfmpegScripts {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final int RATE = 24_000;
  private static final float[] MORE_THAN_A_PIPE_HOLDS = new float[1 << 20];
  private static final byte[] WAV = WavFile.encode(new AudioClip(new float[RATE], RATE));
  private static final AudioEncoding MP3 = new AudioEncoding(AudioFormat.MP3, 1);
  private static final EncodingStream.Sink ANYWHERE = bytes -> { };

  @Test
  void encode_ffmpegThatHangsWithAChild_isKilledWithItWhenTimeIsUp() throws Exception {
    AudioEncoder encoder = encoder("sleep 600 & wait", SHORT);

    assertThatExceptionOfType(EncodingException.class)
        .isThrownBy(() -> encoder.encode(WAV, MP3))
        .withMessage("The sound could not be encoded as mp3 within 0.5 s (coqui.encoding.time-limit).")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("encoding_failed"));
  }

  @Test
  void encode_interrupted_killsTheProcess() throws Exception {
    Path started = pipe();
    AudioEncoder encoder = encoder("echo yes > '" + started + "'; sleep 600", LONG);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller = new Thread(() -> thrown.complete(catchThrowable(() -> encoder.encode(WAV, MP3))));
    caller.start();
    assertThat(Files.readString(started)).isEqualTo("yes\n");

    caller.interrupt();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  /** So a killed program leaves none. */
  @Test
  void encode_running_itsFilesHaveNoNamesAnyMore() throws Exception {
    Path go = pipe();
    AudioEncoder encoder = encoder("cat '" + go + "'; cat", LONG);
    CompletableFuture<byte[]> encoding = CompletableFuture.supplyAsync(() -> encoded(encoder));
    try (OutputStream open = Files.newOutputStream(go)) {   // as soon as it runs
      while (temporary.toFile().list().length > 0) {
        assertThat(Thread.interrupted()).as("time is up").isFalse();
      }
      open.write('!');
    }

    assertThat(encoding.get()).hasSize(1 + WAV.length - 44);
  }

  @Test
  void encode_any_givesFfmpegNothingOfOurEnvironmentAndFilesForThisUserAlone() throws Exception {
    Path seen = scripts.resolve("seen");
    String told = "{ cat /proc/$$/environ; echo; stat -L -c %a /dev/fd/0 /dev/fd/3; wc -c; }";
    String tell = "exec 3>&1; " + told + " > '" + seen + "'";

    encoder(tell, LONG).encode(WAV, MP3);

    assertThat(Files.readString(seen))
        .isEqualTo("LD_LIBRARY_PATH=" + scripts + "\0\n600\n600\n" + (WAV.length - 44) + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill -KILL $$", "kill -SEGV $$", "exit 1", "cat > /dev/null; exit 1"})
  void encode_ffmpegThatCrashes_saysSo(String script) throws Exception {
    AudioEncoder encoder = encoder(script, LONG);

    assertThatExceptionOfType(EncodingException.class)
        .isThrownBy(() -> encoder.encode(WAV, MP3))
        .withMessage("The sound could not be encoded as mp3; the log has why, under this request_id.")
        .withStackTraceContaining("ffmpeg ended with 1");
  }

  @Test
  void encode_ffmpegThatComplains_isHeard() throws Exception {
    AudioEncoder encoder = encoder("echo 'no such codec' >&2; exit 1", LONG);

    assertThatExceptionOfType(EncodingException.class)
        .isThrownBy(() -> encoder.encode(WAV, MP3))
        .withStackTraceContaining("ffmpeg ended with 1: no such codec");
  }

  @Test
  void encode_ffmpegWithoutItsLibraries_saysWhatIsMissing() throws Exception {
    AudioEncoder encoder = encoder("echo 'error while loading shared libraries: libxcb.so.1' >&2; exit 127", LONG);

    assertThatExceptionOfType(EncodingException.class)
        .isThrownBy(() -> encoder.encode(WAV, MP3))
        .withStackTraceContaining("on Debian it needs libxcb1");
  }

  @Test
  void encodeAndStream_missingFfmpeg_namesItAndWorksAsSoonAsItIsThere() throws Exception {
    Path executable = scripts.resolve("ffmpeg");
    AudioEncoder encoder = new AudioEncoder(new EncodingLimits(LONG, 1), temporary, executable);

    for (int i = 0; i < 2; i++) {   // and a place is not lost by failing
      assertThatExceptionOfType(EncodingException.class)
          .isThrownBy(() -> encoder.encode(WAV, MP3))
          .withStackTraceContaining(executable.toString());
      assertThatExceptionOfType(EncodingException.class)
          .isThrownBy(() -> encoder.stream(MP3, RATE, ANYWHERE))
          .withStackTraceContaining(executable.toString());
    }
    script("cat > /dev/null; printf sound");

    assertThat(encoder.encode(WAV, MP3)).asString().isEqualTo("sound");
  }

  @Test
  void encode_temporaryDirectoryThatIsGone_namesIt() throws Exception {
    Path gone = scripts.resolve("gone");
    AudioEncoder encoder = new AudioEncoder(new EncodingLimits(LONG, 1), gone, script("exit 0"));

    assertThatExceptionOfType(EncodingException.class)
        .isThrownBy(() -> encoder.encode(WAV, MP3))
        .withStackTraceContaining(gone.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep 600", "sleep 600 & wait", "exec < /dev/null; sleep 600"})
  void stream_ffmpegThatTakesNothing_isGivenUpAfterTheLimit(String script) throws Exception {
    try (EncodingStream stream = encoder(script, SHORT).stream(MP3, RATE, ANYWHERE)) {
      assertThatExceptionOfType(EncodingException.class)
          .isThrownBy(() -> stream.add(MORE_THAN_A_PIPE_HOLDS))
          .withMessageContaining("within 0.5 s (coqui.encoding.time-limit)");
    }
  }

  @Test
  void stream_ffmpegThatDoesNotEnd_isGivenUpAfterTheLimit() throws Exception {
    try (EncodingStream stream = encoder("cat; sleep 600", SHORT).stream(MP3, RATE, ANYWHERE)) {
      stream.add(MORE_THAN_A_PIPE_HOLDS);

      assertThatExceptionOfType(EncodingException.class)
          .isThrownBy(stream::finish)
          .withMessageContaining("within 0.5 s (coqui.encoding.time-limit)");
    }
  }

  @Test
  void stream_clientSlowerThanTheLimit_isNotTakenForAHungFfmpeg() throws Exception {
    CompletableFuture<Void> late = new CompletableFuture<Void>()
        .completeOnTimeout(null, 3 * SHORT.toMillis(), TimeUnit.MILLISECONDS);
    try (EncodingStream stream = encoder("cat", SHORT).stream(MP3, RATE, bytes -> late.join())) {
      stream.add(MORE_THAN_A_PIPE_HOLDS);
      stream.finish();
    }

    assertThat(late).isDone();
  }

  @Test
  void stream_ffmpegThatDies_saysWhyAndNothingIsBlocked() throws Exception {
    String dying = "head -c 100000 > /dev/null; echo 'out of order' >&2; exit 3";
    try (EncodingStream stream = encoder(dying, LONG).stream(MP3, RATE, ANYWHERE)) {
      assertThatExceptionOfType(EncodingException.class)
          .isThrownBy(() -> stream.add(MORE_THAN_A_PIPE_HOLDS))
          .withStackTraceContaining("ffmpeg ended with 3: out of order");
    }
  }

  @Test
  void stream_ffmpegThatDiesAtTheEnd_isNoSuccess() throws Exception {
    try (EncodingStream stream = encoder("cat; kill -KILL $$", LONG).stream(MP3, RATE, ANYWHERE)) {
      stream.add(MORE_THAN_A_PIPE_HOLDS);

      assertThatExceptionOfType(EncodingException.class)
          .isThrownBy(stream::finish)
          .withStackTraceContaining("ffmpeg ended with 137");
    }
  }

  @Test
  void stream_sinkThatThrows_endsItWithTheSameException() throws Exception {
    ClientLeftException left = new ClientLeftException();
    try (EncodingStream stream = encoder("cat", LONG).stream(MP3, RATE, bytes -> {
      throw left;
    })) {
      assertThatThrownBy(() -> stream.add(MORE_THAN_A_PIPE_HOLDS)).isSameAs(left);
    }
  }

  @Test
  void close_whileTheSinkWaits_interruptsIt() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    EncodingStream stream = encoder("cat", LONG).stream(MP3, RATE, bytes -> {
      waiting.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.complete(true);
        throw e;
      }
    });
    stream.add(new float[1_000]);
    waiting.await();

    stream.close();

    assertThat(interrupted).isCompletedWithValue(true);
  }

  @Test
  void add_interruptedWhileFfmpegTakesNothing_isInterrupted() throws Exception {
    Path started = pipe();
    AudioEncoder encoder = encoder("echo yes > '" + started + "'; sleep 600", LONG);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread owner = new Thread(() -> thrown.complete(catchThrowable(() -> {
      try (EncodingStream stream = encoder.stream(MP3, RATE, ANYWHERE)) {
        stream.add(MORE_THAN_A_PIPE_HOLDS);
      }
    })));
    owner.start();
    assertThat(Files.readString(started)).isEqualTo("yes\n");

    owner.interrupt();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void stream_moreThanAtATime_waitsUntilOneIsClosedOrItIsInterrupted() throws Exception {
    AudioEncoder encoder = encoder("cat", LONG);
    CompletableFuture<byte[]> third;
    try (EncodingStream first = encoder.stream(MP3, RATE, ANYWHERE)) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread second = new Thread(() -> thrown.complete(catchThrowable(() -> encoder.encode(WAV, MP3))));
      second.start();
      second.interrupt();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      third = CompletableFuture.supplyAsync(() -> encoded(encoder));
      first.add(new float[1_000]);
      assertThat(ProcessHandle.current().children()).hasSize(1);
      assertThat(third).isNotDone();
    }

    assertThat(third.get()).hasSize(WAV.length - 44);
  }

  private static byte[] encoded(AudioEncoder encoder) {
    try {
      return encoder.encode(WAV, MP3);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private AudioEncoder encoder(String script, Duration time) throws IOException {
    return new AudioEncoder(new EncodingLimits(time, 1), temporary, script(script));
  }
}
