package coqui.audio;

import coqui.speech.AudioClip;
import java.util.List;

/**
 * Joins clips so that each fades into the next over a short overlap, at equal power: the squares of the two gains
 * sum to 1, so the level of sounds that have nothing to do with each other, as two takes of speech, stays even
 * through the join.
 *
 * <p><b>Length.</b> The result has Σ − (n − 1) · v samples, Σ of n clips and an overlap of v = seconds × rate
 * samples (rounded), wherever each clip has at least 2 v. Two neighbours overlap in no more than half (rounded
 * down) of the shorter one, so that the two fades of a clip never meet; a join with a clip of fewer than two
 * samples is a cut. Where silence keeps clips apart, each of them overlaps the silence instead, which is longer by
 * that much.
 */
public final class Crossfade {

  private Crossfade() {}

  /**
   * All clips, one after the other. For clips that arrive one by one, see {@link CrossfadeBuffer}.
   *
   * @param clips at least one, all at the same rate
   * @param before seconds of silence before the first clip
   * @param after the same after each clip; 0 where the next one overlaps it
   * @param seconds of the overlap, 0 for cuts
   * @throws IllegalArgumentException if there is no clip, if rates differ, if {@code seconds} is no time
   */
  public static AudioClip join(List<AudioClip> clips, double before, List<Double> after, double seconds) {
    if (clips.isEmpty()) {
      throw new IllegalArgumentException("there is no clip to join");
    }
    CrossfadeBuffer joined = new CrossfadeBuffer(clips.get(0).sampleRate(), seconds);
    joined.addSilence(before);
    for (int i = 0; i < clips.size(); i++) {
      joined.add(clips.get(i));
      joined.addSilence(after.get(i));
    }
    return joined.clip();
  }
}
