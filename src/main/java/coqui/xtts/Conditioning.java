package coqui.xtts;

import coqui.audio.Resampler;
import coqui.audio.ResamplingFilter;
import coqui.checkpoint.XttsConfig;
import coqui.speech.AudioClip;
import coqui.speech.InvalidRequestException;
import coqui.speech.Voice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Makes a voice of recordings: what the GPT hears of all of them one after the other, in chunks whose latents are
 * averaged, and the mean timbre.
 *
 * <p>Device thread only. Source: Coqui {@code load_audio}, {@code Xtts.get_conditioning_latents},
 * {@code get_gpt_cond_latents} and {@code get_speaker_embedding}.
 */
final class Conditioning {

  /** What the GPT and the cuts below work at, in Hz. Fixed in Coqui's code. */
  static final int SAMPLE_RATE = 22_050;

  /** What the speaker encoder hears, in Hz. */
  static final int SPEAKER_SAMPLE_RATE = 16_000;

  /** Chunks below 0.33 s tell the GPT nothing. Coqui's bound. */
  static final int LEAST_CHUNK_SAMPLES = (int) Math.ceil(SAMPLE_RATE * 0.33);

  private static final float NORMALIZED_PEAK = 0.75f;

  private final XttsModel model;
  private final XttsConfig config;

  Conditioning(XttsModel model) {
    this.model = model;
    this.config = model.config();
  }

  /**
   * The beginning of learning a voice: a turn for each recording's timbre and for each chunk that the GPT hears.
   *
   * @param name what the voice is called from now on
   * @param references at least one; the task fails with {@link InvalidRequestException} ({@code invalid_reference}) if
   *     one of them cannot be used
   */
  Task<Voice> voice(String name, List<AudioClip> references) {
    return new Learning(name, references);
  }

  /** [S] at 22.05 kHz within ±1, of at most the configured length. */
  float[] prepared(AudioClip reference) {
    for (float sample : reference.samples()) {
      if (!Float.isFinite(sample)) {
        throw unusable("A reference recording has a sample that is not a number; send one with finite samples.");
      }
    }
    float[] audio = Resampler.resample(
        beginning(reference), reference.sampleRate(), SAMPLE_RATE, ResamplingFilter.CONDITIONING);
    audio = Arrays.copyOf(audio, Math.min(audio.length, config.maxReferenceSeconds() * SAMPLE_RATE));
    if (audio.length < LEAST_CHUNK_SAMPLES) {
      throw unusable("A reference recording lasts %.2f s, expected at least 0.33 s, better 6 s or more."
          .formatted(reference.seconds()));
    }
    for (int i = 0; i < audio.length; i++) {
      audio[i] = Math.max(-1, Math.min(1, audio[i]));
    }
    if (config.normalizeReferences()) {
      normalizePeak(audio);
    }
    return audio;
  }

  /**
   * All that can be heard after the cut, and a second more, so that the cut does not show in what the resampler makes
   * of it.
   */
  private float[] beginning(AudioClip reference) {
    long most = (config.maxReferenceSeconds() + 1L) * reference.sampleRate();
    float[] samples = reference.samples();
    return samples.length <= most ? samples : Arrays.copyOf(samples, (int) most);
  }

  private static void normalizePeak(float[] audio) {
    float peak = 0;
    for (float sample : audio) {
      peak = Math.max(peak, Math.abs(sample));
    }
    if (peak > 0) {
      for (int i = 0; i < audio.length; i++) {
        audio[i] = audio[i] / peak * NORMALIZED_PEAK;
      }
    }
  }

  private static float[] joined(List<float[]> parts) {
    float[] whole = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  private static InvalidRequestException unusable(String message) {
    return InvalidRequestException.ofField("reference", message);
  }

  /** A voice that is being learned. */
  private final class Learning implements Task<Voice> {

    private final String name;
    private final Iterator<AudioClip> references;
    private final List<float[]> heard = new ArrayList<>();
    private final Mean embedding = new Mean(config.speakerEmbeddingWidth());
    private final Mean latents = new Mean(model.latentCount() * config.gptWidth());
    private float[] audio;   // null until all references are heard
    private int start;

    Learning(String name, List<AudioClip> references) {
      this.name = name;
      this.references = references.iterator();
    }

    @Override
    public Optional<Voice> turn() {
      if (references.hasNext()) {
        hearTimbre(references.next());
        return Optional.empty();
      }
      if (audio == null) {
        audio = joined(heard);
      }
      return hearStyle();
    }

    private void hearTimbre(AudioClip reference) {
      float[] prepared = prepared(reference);
      heard.add(prepared);
      embedding.add(model.speakerEmbedding(
          Resampler.resample(prepared, SAMPLE_RATE, SPEAKER_SAMPLE_RATE, ResamplingFilter.CONDITIONING)));
    }

    /** The next chunk, of which there is at least one: no reference is shorter than the least. */
    private Optional<Voice> hearStyle() {
      int samples = Math.min(audio.length, config.conditioningSeconds() * SAMPLE_RATE);
      int end = Math.min(start + config.conditioningChunkSeconds() * SAMPLE_RATE, samples);
      latents.add(model.conditioningLatents(Arrays.copyOfRange(audio, start, end)));
      start = end;
      return samples - start >= LEAST_CHUNK_SAMPLES
          ? Optional.empty()
          : Optional.of(new Voice(name, model.latentCount(), latents.values(), embedding.values()));
    }
  }

  /** Arrays of one length, averaged place by place. */
  private static final class Mean {

    private final double[] sums;
    private int count;

    Mean(int length) {
      this.sums = new double[length];
    }

    void add(float[] values) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += values[i];
      }
      count++;
    }

    float[] values() {
      float[] values = new float[sums.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (sums[i] / count);
      }
      return values;
    }
  }
}
