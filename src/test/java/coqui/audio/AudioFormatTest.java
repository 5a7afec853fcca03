package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFormatTest {

  @ParameterizedTest
  @EnumSource(AudioFormat.class)
  void named_itsExtension_isTheFormat(AudioFormat format) {
    assertThat(AudioFormat.named(format.extension())).contains(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MP3", "ogg", "m4a", "wav ", ".wav"})
  void named_anythingElse_isNone(String name) {
    assertThat(AudioFormat.named(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "audio/wav, WAV", "audio/x-wav, WAV", "audio/wave, WAV", "audio/vnd.wave, WAV", "audio/pcm, PCM",
    "audio/mpeg, MP3", "audio/mp3, MP3", "audio/ogg, OPUS", "audio/opus, OPUS", "application/ogg, OPUS",
    "audio/aac, AAC", "audio/aacp, AAC", "audio/flac, FLAC", "audio/x-flac, FLAC"})
  void ofMediaType_whatClientsCallIt_isTheFormat(String mediaType, AudioFormat format) {
    assertThat(AudioFormat.ofMediaType(mediaType)).contains(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio/*", "*/*", "audio/mp4", "audio/webm", "video/ogg", ""})
  void ofMediaType_anythingElse_isNone(String mediaType) {
    assertThat(AudioFormat.ofMediaType(mediaType)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.2499, 4.001, Double.NaN, Double.POSITIVE_INFINITY})
  void encoding_tempoBeyondItsLimits_isRefused(double tempo) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AudioEncoding(AudioFormat.MP3, tempo))
        .withMessage("tempo %s, expected 0.25 to 4.0".formatted(tempo));
  }
}
