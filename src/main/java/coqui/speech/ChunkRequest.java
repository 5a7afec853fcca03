package coqui.speech;

/**
 * One chunk of a text, ready for the model: what the engine decodes as one sequence.
 *
 * @param voice who speaks
 * @param text what the tokens say, in the words and letters that the model was trained on: it tells how long speaking
 *     them can take
 * @param tokenIds [T] the chunk's text tokens, language token first, without start and stop tokens. Not copied
 * @param speed 1 is the voice's own pace
 * @param sampling how codes are drawn
 * @param seed of this chunk's own random generator
 */
public record ChunkRequest(
    Voice voice, String text, int[] tokenIds, double speed, SamplingSettings sampling, long seed) {

  public ChunkRequest {
    if (tokenIds.length == 0) {
      throw new IllegalArgumentException("a chunk needs at least one text token");
    }
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed is " + speed + ", expected a positive number");
    }
  }
}
