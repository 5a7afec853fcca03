package coqui.audio;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodingLimitsTest {

  @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
  @CsvSource({
    "PT0S, PT120S, 1000000, 'time' is PT0S",
    "PT20S, PT-1S, 1000000, 'length' is PT-1S",
    "PT20S, PT120S, 0, limit of 0 bytes",
    "PT20S, PT120S, 2147483647, limit of 2147483647 bytes"
  })
  void new_valueThatCannotBe_isRefusedByName(Duration time, Duration length, int bytes, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DecodingLimits(time, length, bytes))
        .withMessageContaining(message);
  }
}
