package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.AudioClip;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReferenceQualityPropertyTest {

  @Property(tries = 50)
  void of_noiseOfAnyLengthAndRate_isNoReference(
      @ForAll @IntRange(max = 20_000) int length, @ForAll @IntRange(min = 1_000, max = 768_000) int rate) {
    assertThat(ReferenceQuality.of(new AudioClip(Signals.noise(length, 1, length), rate)).problems()).isNotEmpty();
  }
}
