package coqui.pipeline;

import coqui.audio.LoudnessNormalizer;
import coqui.audio.Resampler;
import coqui.audio.ResamplingFilter;
import coqui.audio.WavFile;
import coqui.speech.AudioClip;
import coqui.speech.SpeechRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes the answer's audio from the joined chunks: sample rate, then loudness (so that the true peak holds for what
 * is sent), then WAV.
 * Reads the body, an {@link AudioClip}, and the {@link SpeechTask}; leaves a {@link FinishedSpeech}. With
 * {@code normalize} off and the model's own rate, the samples are the model's, rounded to 16 bits.
 */
public final class FinishAudio implements Processor {

  private final LoudnessNormalizer loudness;
  private final InferenceLog log;

  public FinishAudio(LoudnessNormalizer loudness, InferenceLog log) {
    this.loudness = loudness;
    this.log = log;
  }

  @Override
  public void process(Exchange exchange) {
    RequestLife.of(exchange).requireWaiting();
    SpeechRequest request = SpeechTask.of(exchange).request();
    AudioClip spoken = exchange.getMessage().getBody(AudioClip.class);
    AudioClip resampled = atRate(spoken, request.sampleRate());
    AudioClip finished = request.normalize() ? loudness.normalize(resampled) : resampled;
    FinishedSpeech speech = new FinishedSpeech(
        WavFile.encode(finished), finished.sampleRate(), finished.seconds(), request.speakers());
    exchange.getMessage().setBody(speech);
    log.done(exchange, speech.seconds());
  }

  private static AudioClip atRate(AudioClip clip, int rate) {
    return clip.sampleRate() == rate
        ? clip
        : new AudioClip(Resampler.resample(clip.samples(), clip.sampleRate(), rate, ResamplingFilter.OUTPUT), rate);
  }
}
