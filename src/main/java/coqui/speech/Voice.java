package coqui.speech;

/**
 * All that XTTS needs to know of a voice. The arrays are not copied and must not be changed.
 *
 * @param name the speaker's name, or a label for a cloned voice
 * @param latentCount how many conditioning latents there are (32 in XTTS v2)
 * @param conditioningLatents [latentCount × D] row after row, D the width of the GPT: style and prosody
 * @param speakerEmbedding [E] unit length: timbre
 */
public record Voice(String name, int latentCount, float[] conditioningLatents, float[] speakerEmbedding) {

  public Voice {
    if (latentCount <= 0 || conditioningLatents.length == 0 || conditioningLatents.length % latentCount != 0) {
      throw new IllegalArgumentException("voice %s has %d conditioning values, expected a multiple of %d latents"
          .formatted(name, conditioningLatents.length, latentCount));
    }
    if (speakerEmbedding.length == 0) {
      throw new IllegalArgumentException("voice " + name + " has an empty speaker embedding");
    }
  }

  /** D, the width of one conditioning latent. */
  public int width() {
    return conditioningLatents.length / latentCount;
  }
}
