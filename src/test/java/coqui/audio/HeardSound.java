package coqui.audio;

import coqui.speech.AudioClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an ordinary player hears in a file, and how much it is like what went in. */
public final class HeardSound {

  private HeardSound() {}

  /** By ffmpeg, which goes by the content alone; at the file's own rate. */
  public static AudioClip in(byte[] file) throws IOException, InterruptedException {
    Path input = Files.createTempFile("heard-", null);
    try {
      Files.write(input, file);
      return WavFile.decode(FfmpegEncoder.run("wav", "-i", input.toString(), "-c:a", "pcm_f32le"));
    } finally {
      Files.delete(input);
    }
  }

  /**
   * How far the difference lies below the original, in dB.
   *
   * @param heard brought to the original's rate first
   * @param delay samples of the original's rate that come before its first one
   */
  public static double signalToNoise(AudioClip original, AudioClip heard, int delay) {
    float[] wanted = original.samples();
    float[] found = heard.sampleRate() == original.sampleRate() ? heard.samples() : Resampler.resample(
        heard.samples(), heard.sampleRate(), original.sampleRate(), ResamplingFilter.OUTPUT);
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < Math.min(wanted.length, found.length - delay); i++) {
      signal += wanted[i] * wanted[i];
      noise += Math.pow(found[i + delay] - wanted[i], 2);
    }
    return 10 * Math.log10(signal / noise);
  }

  /** The pitch of a tone: how often it rises through 0, but for its first and last tenth of a second. */
  static double frequency(AudioClip tone) {
    float[] samples = tone.samples();
    int margin = tone.sampleRate() / 10;
    int rises = 0;
    for (int i = margin; i < samples.length - margin; i++) {
      rises += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
    }
    return rises * (double) tone.sampleRate() / (samples.length - 2 * margin);
  }
}
