package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import coqui.speech.AudioClip;
import coqui.speech.EncodingException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What an operator sees of encoders; shell scripts take the place of ffmpeg. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script stands in for ffmpeg")
@Timeout(60)
class EncodersInUseTest extends FfmpegScripts {

  private static final int RATE = 24_000;
  private static final AudioEncoding MP3 = new AudioEncoding(AudioFormat.MP3, 1);
  private static final byte[] WAV = WavFile.encode(new AudioClip(new float[RATE], RATE));

  private AudioEncoder encoder(String script) throws IOException {
    return new AudioEncoder(new EncodingLimits(Duration.ofSeconds(60), 2), temporary, script(script));
  }

  @Test
  void inUse_whileAStreamIsOpen_isOne() throws Exception {
    AudioEncoder encoder = encoder("cat > /dev/null");
    assertThat(encoder.inUse()).isZero();

    try (EncodingStream stream = encoder.stream(MP3, RATE, bytes -> { })) {
      stream.add(new float[RATE]);
      assertThat(encoder.inUse()).isEqualTo(1);
    }

    assertThat(encoder.inUse()).isZero();
    assertThat(encoder.failures()).isZero();
  }

  @Test
  void failures_countFilesAndStreamsThatFailOnceEach() throws Exception {
    AudioEncoder encoder = encoder("cat > /dev/null; exit 1");

    assertThatExceptionOfType(EncodingException.class).isThrownBy(() -> encoder.encode(WAV, MP3));
    assertThat(encoder.failures()).isEqualTo(1);

    try (EncodingStream stream = encoder.stream(MP3, RATE, bytes -> { })) {
      assertThatExceptionOfType(EncodingException.class).isThrownBy(stream::finish);
    }
    assertThat(encoder.failures()).isEqualTo(2);
  }
}
