package coqui.audio;

import java.util.Random;

/** Sounds made in code. */
final class Signals {

  private Signals() {}

  /** A sine of the given peak amplitude that begins at phase 0. */
  static float[] tone(double frequency, double amplitude, int sampleRate, double seconds) {
    float[] samples = new float[(int) Math.round(seconds * sampleRate)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * frequency * i / sampleRate));
    }
    return samples;
  }

  /** White noise, evenly distributed over −amplitude to amplitude. */
  static float[] noise(int length, double amplitude, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (amplitude * (2 * random.nextDouble() - 1));
    }
    return samples;
  }

  /** The factor of a level in dB. */
  static double amplitude(double decibels) {
    return Math.pow(10, decibels / 20);
  }
}
