package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoundEndTest {

  private static final int RATE = 24_000;

  /** A second of a tone that falls silent after so many samples. */
  private static float[] tone(int samples) {
    float[] tone = new float[RATE];
    for (int i = 0; i < samples; i++) {
      tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 220 * i / RATE));
    }
    return tone;
  }

  @Test
  void isLoud_soundToTheLastSample_breaksOff() {
    assertThat(SoundEnd.isLoud(tone(RATE), RATE)).isTrue();
  }

  @Test
  void isLoud_thirtyMillisecondsOfSilence_isAnEnd() {
    assertThat(SoundEnd.isLoud(tone(RATE - 720), RATE)).isFalse();
  }

  @Test
  void isLoud_silence_isAnEnd() {
    assertThat(SoundEnd.isLoud(new float[RATE], RATE)).isFalse();
  }

  @Test
  void isLoud_shorterThanTheEndThatItLooksAt_isWholeItsEnd() {
    assertThat(SoundEnd.isLoud(new float[] {0.1f, -0.1f}, RATE)).isTrue();
  }

  @Test
  void fadeOut_tone_fallsToZeroWithoutAJumpAndLeavesTheRest() {
    float[] before = tone(RATE);
    float[] faded = tone(RATE);
    SoundEnd.fadeOut(faded, RATE);

    assertThat(faded[RATE - 1]).isZero();
    for (int i = 0; i < RATE - 480; i++) {
      assertThat(faded[i]).isEqualTo(before[i]);
    }
    for (int i = RATE - 480; i < RATE; i++) {
      assertThat(Math.abs(faded[i])).isLessThanOrEqualTo(Math.abs(before[i]));
    }
    assertThat(Math.abs(faded[RATE - 2])).isLessThan(0.001f);
  }

  @Test
  void fadeOut_shorterThanTheFade_endsInZeroAllTheSame() {
    float[] samples = {0.5f, 0.5f, 0.5f};
    SoundEnd.fadeOut(samples, RATE);

    assertThat(samples[2]).isZero();
  }
}
