package coqui.audio;

import java.util.Random;

/** Ten seconds of what a microphone hears when nobody speaks; peaks at half of full scale. */
enum Noises {
  WHITE {
    @Override
    float[] raw(int rate) {
      return white(rate);
    }
  },
  PINK {
    @Override
    float[] raw(int rate) {
      return coloured(rate, 0.5);
    }
  },
  BROWN {
    @Override
    float[] raw(int rate) {
      return coloured(rate, 1);
    }
  },
  BLUE {
    @Override
    float[] raw(int rate) {
      return coloured(rate, -0.5);
    }
  },
  MAINS_HUM {
    @Override
    float[] raw(int rate) {
      return shaped(white(rate), rate, (seconds, noise) -> {
        double sum = 0.01 * noise;
        for (int harmonic = 1; harmonic < 20; harmonic++) {
          sum += Math.sin(2 * Math.PI * 50 * harmonic * seconds) / harmonic;
        }
        return sum;
      });
    }
  },
  TONE {
    @Override
    float[] raw(int rate) {
      return Signals.tone(440, 1, rate, SECONDS);
    }
  },
  BEEPS {
    @Override
    float[] raw(int rate) {
      return shaped(white(rate), rate,
          (seconds, noise) -> 1e-4 * noise + (on(2, seconds) ? Math.sin(2 * Math.PI * 440 * seconds) : 0));
    }
  },
  BURSTS {
    @Override
    float[] raw(int rate) {
      return shaped(white(rate), rate, (seconds, noise) -> on(3, seconds) ? noise : 1e-3 * noise);
    }
  },
  SURF {
    @Override
    float[] raw(int rate) {
      return shaped(coloured(rate, 0.5), rate,
          (seconds, noise) -> noise * (1 + 0.9 * Math.sin(2 * Math.PI * 4 * seconds)));
    }
  },
  CRACKLE {
    @Override
    float[] raw(int rate) {
      Random random = new Random(SEED);
      return shaped(white(rate), rate,
          (seconds, noise) -> random.nextInt(100) == 0 ? random.nextGaussian() : 0.01 * noise);
    }
  };

  static final double SECONDS = 10;
  private static final long SEED = 7;

  private interface Shape {
    double at(double seconds, double noise);
  }

  abstract float[] raw(int rate);

  float[] at(int rate) {
    float[] samples = raw(rate);
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 0.5f / peak;
    }
    return samples;
  }

  private static boolean on(double hertz, double seconds) {
    return Math.sin(2 * Math.PI * hertz * seconds) > 0;
  }

  private static float[] white(int rate) {
    return Signals.noise((int) (SECONDS * rate), 1, SEED);
  }

  /**
   * White noise through {@code (1 - 0.9995 / z) ^ -power}, a fractional integrator: 6 dB an octave for each 1 of the
   * power, above 100 Hz or so.
   */
  private static float[] coloured(int rate, double power) {
    double[] taps = new double[400];
    taps[0] = 1;
    for (int k = 1; k < taps.length; k++) {
      taps[k] = taps[k - 1] * (k - 1 + power) / k * 0.9995;
    }
    float[] white = white(rate);
    float[] coloured = new float[white.length];
    for (int i = 0; i < white.length; i++) {
      double sum = 0;
      for (int k = 0; k <= Math.min(i, taps.length - 1); k++) {
        sum += taps[k] * white[i - k];
      }
      coloured[i] = (float) sum;
    }
    return coloured;
  }

  private static float[] shaped(float[] noise, int rate, Shape shape) {
    float[] shaped = new float[noise.length];
    for (int i = 0; i < noise.length; i++) {
      shaped[i] = (float) shape.at((double) i / rate, noise[i]);
    }
    return shaped;
  }
}
