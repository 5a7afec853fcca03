package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "'' | true", "*/* | true", "audio/* | true", "audio/wav | true", "Audio/WAV | true",
      "audio/mpeg | false", "application/json | false", "text/*, image/* | false",
      "audio/wav;q=0 | false", "audio/wav; q=0.0 | false", "audio/wav;q=0.001 | true", "audio/wav;q=1.000 | true",
      "*/*;q=0.1, audio/wav;q=0 | false", "audio/wav;q=0, */* | false", "audio/*;q=0, audio/wav | true",
      "audio/*;q=0, */* | false", "*/*;q=0 | false", "text/html, */*;q=0.8 | true",
      "audio/wav;level=1;q=0 | false", "audio/wav;level=1 | true", "audio/wav;q=0.5;ext=1 | true",
      "audio/wav ; Q=0 | false"})
  void takes_wav_asTheMostPreciseRangeSays(String header, boolean taken) {
    assertThat(new AcceptHeader(List.of(header)).takes("audio/wav")).isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wav", "audio", "/", "audio/", ";q=1", "audio/wav;q=2", ",,,", "q=0"})
  void takes_headerThatSaysNothingReadable_nothing(String header) {
    assertThat(new AcceptHeader(List.of(header)).takes("image/png")).isFalse();
  }

  @Test
  void takes_noHeader_anything() {
    assertThat(new AcceptHeader(List.of()).takes("audio/wav")).isTrue();
  }

  @Test
  void takes_severalHeaders_countTogether() {
    assertThat(new AcceptHeader(List.of("text/html", "audio/wav")).takes("audio/wav")).isTrue();
  }

  @Test
  void takes_hostileHeader_takesNoTime() {
    String hostile = "audio/wav" + "; q ".repeat(4_000) + "=";

    Assertions.assertTimeout(Duration.ofSeconds(2), () -> new AcceptHeader(List.of(hostile)).takes("audio/wav"));
  }
}
