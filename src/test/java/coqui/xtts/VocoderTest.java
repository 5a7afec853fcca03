package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Long sequences, which are generated in windows. That the vocoder is right, {@link ReferenceTest} shows. */
class VocoderTest {

  private static final int WIDTH = SmallModel.CONFIG.gptWidth();

  /** As many latents as a whole number of frames: 588 before, 640 after the change of rate from 22,050 to 24,000 Hz. */
  private static final int SHIFT_LATENTS = 147;
  private static final int SHIFT_SAMPLES = 640 * 256;

  /** More than the frames that one hears to its side. */
  private static final int EDGE_SAMPLES = 40 * 256;

  private static XttsDevice device;

  @BeforeAll
  static void load() {
    device = SmallModel.device();
  }

  @AfterAll
  static void close() {
    device.close();
  }

  private static float[] latents(int count) {
    Random random = new Random(5);
    float[] latents = new float[count * WIDTH];
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
    return latents;
  }

  private static float[] vocode(float[] latents) {
    return Waveform.of(device.model(), latents, SmallModel.VOICE.speakerEmbedding(), 1);
  }

  @Test
  void vocode_otherWindows_giveTheSameSamples() {
    float[] latents = latents(500);
    float[] whole = vocode(latents);

    float[] later = vocode(Arrays.copyOfRange(latents, SHIFT_LATENTS * WIDTH, latents.length));

    // Measured: 118 dB, what float32 positions of frames allow; 38 dB where windows hear nothing of their neighbours
    new SignalToNoise().check("windows",
        Arrays.copyOfRange(later, EDGE_SAMPLES, later.length),
        Arrays.copyOfRange(whole, SHIFT_SAMPLES + EDGE_SAMPLES, whole.length), 100);
  }

  @Test
  void vocode_anyLength_lastsAsLongAsItsCodes() {
    for (int count : new int[] {1, 2, 117, 118, 119, 600}) {
      int frames = count * 4 * 24_000 / 22_050;
      assertThat(vocode(latents(count))).as("%d codes", count).hasSize(frames * 256);
    }
  }
}
