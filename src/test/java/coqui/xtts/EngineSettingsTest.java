package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSettingsTest {

  @ParameterizedTest
  @CsvSource({
      "0, 1, 1, 'coqui.engine.queue-capacity is 0, expected 1 to 100000'",
      "100001, 1, 1, 'coqui.engine.queue-capacity is 100001, expected 1 to 100000'",
      "1, 0, 1, 'coqui.engine.sequences is 0, expected 1 to 1000'",
      "1, 1, 0, 'coqui.engine.threads is 0, expected 1 to 1024'",
      "1, 1, 1025, 'coqui.engine.threads is 1025, expected 1 to 1024'"})
  void constructor_valueOutOfRange_namesTheSetting(
      int queueCapacity, int sequences, int threads, String problem) {
    assertThatThrownBy(() -> new EngineSettings(queueCapacity, sequences, threads, true))
        .isInstanceOf(IllegalArgumentException.class).hasMessage(problem);
  }
}
