package coqui.audio;

import coqui.speech.AudioClip;
import java.util.Arrays;
import java.util.List;

/** The rule of {@link Crossfade} on arrays that are all there, as it reads. */
final class NaiveCrossfade {

  private NaiveCrossfade() {}

  static float[] join(List<AudioClip> clips, double seconds) {
    int overlap = (int) Math.round(seconds * clips.get(0).sampleRate());
    float[] joined = new float[0];
    int last = 0;
    for (AudioClip clip : clips) {
      float[] added = clip.samples();
      int shared = Math.min(overlap, Math.min(last, added.length) / 2);
      int start = joined.length - shared;
      float[] longer = Arrays.copyOf(joined, start + added.length);
      System.arraycopy(added, shared, longer, joined.length, added.length - shared);
      for (int i = 0; i < shared; i++) {
        double angle = (i + 0.5) / shared * Math.PI / 2;
        longer[start + i] = (float) (joined[start + i] * Math.cos(angle) + added[i] * Math.sin(angle));
      }
      joined = longer;
      last = added.length;
    }
    return joined;
  }
}
