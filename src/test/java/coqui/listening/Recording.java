package coqui.listening;

import coqui.audio.Loudness;
import coqui.speech.AudioClip;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text as it was spoken, and measures of the sound.
 *
 * <p>Silent is what lies below −40 dBFS over 10 ms: speech of −18 LUFS stays above but for closed consonants.
 */
record Recording(String text, AudioClip sound) {

  private static final double SILENT = 0.01;   // root mean square
  private static final double FRAME_SECONDS = 0.01;
  private static final double FULL_SCALE = 0.999;

  /** All of them in turn as one. */
  static Recording joined(List<Recording> parts) {
    float[] samples = new float[parts.stream().mapToInt(part -> part.sound().samples().length).sum()];
    int at = 0;
    for (Recording part : parts) {
      System.arraycopy(part.sound().samples(), 0, samples, at, part.sound().samples().length);
      at += part.sound().samples().length;
    }
    return new Recording(
        parts.stream().map(Recording::text).collect(Collectors.joining(" ")),
        new AudioClip(samples, parts.get(0).sound().sampleRate()));
  }

  /** The same text with the sound between two parts of its length, from 0 to 1, cut out. */
  Recording without(double from, double to) {
    float[] samples = sound.samples();
    int begin = (int) (from * samples.length);
    int end = (int) (to * samples.length);
    float[] kept = Arrays.copyOf(samples, samples.length - (end - begin));
    System.arraycopy(samples, end, kept, begin, samples.length - end);
    return new Recording(text, new AudioClip(kept, sound.sampleRate()));
  }

  /** What a text of one character is given; spaces and stops count. */
  double secondsPerCharacter() {
    return sound.seconds() / text.length();
  }

  /** Before the first sound; all of a silent recording. */
  double leadingSilence() {
    return FRAME_SECONDS * firstLoud();
  }

  /** After the last sound; all of a silent recording. */
  double trailingSilence() {
    return FRAME_SECONDS * (frames() - 1 - lastLoud());
  }

  /** The longest silence between two sounds. */
  double longestPause() {
    int longest = 0;
    int silent = 0;
    for (int i = firstLoud(); i <= lastLoud(); i++) {
      silent = isSilent(i) ? silent + 1 : 0;
      longest = Math.max(longest, silent);
    }
    return FRAME_SECONDS * longest;
  }

  /** Samples at full scale, where a louder sound would have been cut. */
  int clippedSamples() {
    int clipped = 0;
    for (float sample : sound.samples()) {
      clipped += Math.abs(sample) >= FULL_SCALE ? 1 : 0;
    }
    return clipped;
  }

  /** In LUFS; negative infinity for silence. */
  double loudness() {
    return Loudness.integratedLufs(sound);
  }

  private int frames() {
    return sound.samples().length / frameSamples();
  }

  private int frameSamples() {
    return (int) Math.round(FRAME_SECONDS * sound.sampleRate());
  }

  private int firstLoud() {
    int frame = 0;
    while (frame < frames() && isSilent(frame)) {
      frame++;
    }
    return frame;
  }

  private int lastLoud() {
    int frame = frames() - 1;
    while (frame >= 0 && isSilent(frame)) {
      frame--;
    }
    return frame;
  }

  private boolean isSilent(int frame) {
    double energy = 0;
    for (int i = frame * frameSamples(); i < (frame + 1) * frameSamples(); i++) {
      energy += Math.pow(sound.samples()[i], 2);
    }
    return energy < SILENT * SILENT * frameSamples();
  }
}
