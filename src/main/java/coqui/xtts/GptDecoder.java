package coqui.xtts;

import coqui.checkpoint.XttsConfig;
import coqui.speech.ChunkRequest;
import java.util.List;

/**
 * Turns voice and text tokens into codes and latents, any number of sequences side by side, each in a slot of the
 * cache.
 *
 * <p>Between two steps sequences may join ({@link #begin}) and leave (by giving back their slot). Device thread only.
 * Source: Coqui {@code GPT.generate}; latents are kept while decoding, which gives what its second forward pass gives.
 */
final class GptDecoder {

  private final XttsModel model;
  private final KvCache cache;

  GptDecoder(XttsModel model, KvCache cache) {
    this.model = model;
    this.cache = cache;
  }

  /** How many codes a sequence may have, the stop code included. Source: Coqui {@code GPT.max_gen_mel_tokens}. */
  static int mostCodes(XttsConfig config) {
    return config.maxAudioTokens() - 3;
  }

  /**
   * How long a sequence can become. The last code is drawn but never read, so it needs no place.
   *
   * @param latentCount N
   */
  static int mostPlaces(XttsConfig config, int latentCount) {
    return latentCount + (config.maxTextTokens() - 1) + 3 + mostCodes(config) - 1;
  }

  /**
   * Reads the request into a slot and draws the first code.
   *
   * @param slot stays the caller's to give back
   * @param mostCodes where to end without a stop code
   */
  Sequence begin(ChunkRequest request, KvCache.Slot slot, int mostCodes) {
    Sequence sequence = new Sequence(request, model.config(), slot, mostCodes);
    sequence.accept(model.prefill(request.voice(), request.tokenIds(), cache, slot));
    return sequence;
  }

  /** Draws the next code of every sequence; none of them may be finished. */
  void step(List<Sequence> sequences) {
    Prediction[] predictions = model.step(sequences.stream().map(Sequence::row).toList(), cache);
    for (int b = 0; b < predictions.length; b++) {
      sequences.get(b).accept(predictions[b]);
    }
  }
}
