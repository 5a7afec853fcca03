package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import coqui.audio.Resampler;
import coqui.audio.ResamplingFilter;
import coqui.speech.AudioClip;
import coqui.speech.InvalidRequestException;
import coqui.speech.Voice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cuts, chunks and averages. That the stages are right, {@link ReferenceTest} shows. */
class ConditioningTest {

  private static XttsDevice device;
  private static Conditioning conditioning;

  @BeforeAll
  static void load() {
    device = SmallModel.device();
    conditioning = new Conditioning(device.model());
  }

  @AfterAll
  static void close() {
    device.close();
  }

  private static Voice voiceOf(AudioClip... references) {
    return SmallModel.finished(conditioning.voice("voice", List.of(references)));
  }

  private static AudioClip scaled(AudioClip clip, float factor) {
    float[] samples = clip.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= factor;
    }
    return new AudioClip(samples, clip.sampleRate());
  }

  private static AudioClip firstSamples(AudioClip clip, int count) {
    return new AudioClip(Arrays.copyOf(clip.samples(), count), clip.sampleRate());
  }

  /** The largest magnitude; not a number if one value is not. */
  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void voiceOf_lastChunkBelowTheLeast_isNotHeardByTheGpt() {
    AudioClip recording = SmallModel.hum(5);

    float[] latents = voiceOf(firstSamples(recording, 4 * 22_050 + 7_276)).conditioningLatents();

    assertThat(latents).isEqualTo(voiceOf(firstSamples(recording, 4 * 22_050)).conditioningLatents());
    assertThat(latents).isNotEqualTo(voiceOf(firstSamples(recording, 4 * 22_050 + 7_277)).conditioningLatents());
  }

  @Test
  void voiceOf_longerThanTheLimit_hearsItsBeginning() {
    Voice whole = voiceOf(SmallModel.hum(32.5));
    Voice beginning = voiceOf(firstSamples(SmallModel.hum(32.5), 30 * 22_050));

    assertThat(whole.conditioningLatents()).isEqualTo(beginning.conditioningLatents());
    assertThat(whole.speakerEmbedding()).isEqualTo(beginning.speakerEmbedding());
  }

  @Test
  void prepared_longRecordingAtAnotherRate_isTheBeginningOfAllOfItResampled() {
    float[] samples = new float[40 * 8_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(i * 0.3) * 0.4f;
    }
    float[] whole = Resampler.resample(samples, 8_000, 22_050, ResamplingFilter.CONDITIONING);

    float[] prepared = conditioning.prepared(new AudioClip(samples, 8_000));

    assertThat(prepared).isEqualTo(Arrays.copyOf(whole, 30 * 22_050));
  }

  @Test
  void voiceOf_severalRecordings_averagesTheirTimbre() {
    AudioClip one = SmallModel.hum(2);
    AudioClip other = firstSamples(SmallModel.hum(9), 3 * 22_050);

    float[] both = voiceOf(one, scaled(other, 0.1f)).speakerEmbedding();

    float[] first = voiceOf(one).speakerEmbedding();
    float[] second = voiceOf(scaled(other, 0.1f)).speakerEmbedding();
    for (int i = 0; i < both.length; i++) {
      assertThat(both[i]).isCloseTo((first[i] + second[i]) / 2, within(1e-7f));
    }
  }

  @Test
  void voiceOf_severalRecordings_areHeardByTheGptOneAfterTheOther() {
    AudioClip whole = SmallModel.hum(6);
    AudioClip first = firstSamples(whole, 22_050);
    AudioClip rest = new AudioClip(
        Arrays.copyOfRange(whole.samples(), 22_050, whole.samples().length), whole.sampleRate());

    assertThat(voiceOf(first, rest).conditioningLatents()).isEqualTo(voiceOf(whole).conditioningLatents());
  }

  @Test
  void prepared_beyondFullScale_isClipped() {
    assertThat(largest(conditioning.prepared(scaled(SmallModel.hum(1), 10)))).isEqualTo(1);
  }

  @Test
  void prepared_withinFullScaleButNotOnceResampled_isClipped() {
    float[] square = new float[8_000];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 20 % 2 == 0 ? 1 : -1;
    }

    assertThat(largest(Resampler.resample(square, 8_000, 22_050, ResamplingFilter.CONDITIONING))).isGreaterThan(1.05f);
    assertThat(largest(conditioning.prepared(new AudioClip(square, 8_000)))).isEqualTo(1);
  }

  @Test
  void voiceOf_silence_isAVoiceOfNumbers() {
    Voice voice = voiceOf(new AudioClip(new float[22_050], 22_050));

    assertThat(largest(voice.conditioningLatents())).isPositive().isFinite();
    assertThat(largest(voice.speakerEmbedding())).isPositive().isFinite();
  }

  @Test
  void prepared_sampleThatIsNotANumber_isRefused() {
    AudioClip recording = SmallModel.hum(1);
    recording.samples()[500] = Float.NaN;

    assertThatThrownBy(() -> conditioning.prepared(recording))
        .isInstanceOf(InvalidRequestException.class).hasMessageContaining("not a number");
  }

  @Test
  void prepared_emptyRecording_isRefused() {
    assertThatThrownBy(() -> conditioning.prepared(new AudioClip(new float[0], 44_100)))
        .isInstanceOf(InvalidRequestException.class).hasMessageContaining("0.00 s");
  }
}
