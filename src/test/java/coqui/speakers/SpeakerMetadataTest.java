package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakerMetadataTest {

  private static final Instant READ = Instant.parse("2026-11-01T12:00:00Z");

  @Test
  void age_laterClock_isTheTimeSince() {
    assertThat(new SpeakerMetadata(List.of("Ana"), READ).age(READ.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void age_clockThatWentBack_isZero() {
    assertThat(new SpeakerMetadata(List.of("Ana"), READ).age(READ.minusSeconds(90))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t", "lone \ud83d surrogate"})
  void constructor_unusableName_isRefusedByItsPosition(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpeakerMetadata(List.of("Ana", name), READ))
        .withMessageContaining("speaker 2");
  }

  @Test
  void constructor_noNames_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SpeakerMetadata(List.of(), READ));
  }

  @Test
  void constructor_nameTwice_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpeakerMetadata(List.of("Ana", "Bo", "Ana"), READ))
        .withMessageContaining("'Ana'");
  }

  @Test
  void constructor_namesDifferingInCase_areTwoSpeakers() {
    assertThat(new SpeakerMetadata(List.of("Ana", "ana"), READ).speakers()).hasSize(2);
  }
}
