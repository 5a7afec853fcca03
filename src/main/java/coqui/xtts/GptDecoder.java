package coqui.xtts;

import coqui.checkpoint.XttsConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns voice and text tokens into codes and latents, any number of sequences side by side, each in a region of the
 * cache.
 *
 * <p>Between two steps sequences join, once they are read ({@link #read}), and leave. What a sequence becomes does
 * not depend on its neighbours. Device thread only. Source: Coqui {@code GPT.generate}; latents are kept while
 * decoding, which gives what its second forward pass gives.
 */
final class GptDecoder {

  /** Long prefixes are read in pieces of so many places: sequences being decoded need not wait for the whole. */
  private static final int PIECE_PLACES = 64;

  private final XttsModel model;
  private final EngineListener listener;
  private final List<Sequence> decoding = new ArrayList<>();

  /** One that nobody listens to. */
  GptDecoder(XttsModel model) {
    this(model, EngineListener.NONE);
  }

  /** @param listener hears of codes */
  GptDecoder(XttsModel model, EngineListener listener) {
    this.model = model;
    this.listener = listener;
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

  /** Reads a piece of what precedes the first code; after the last piece, draws that, and the sequence joins. */
  void read(Sequence sequence) {
    Prediction prediction =
        model.prefill(sequence.request(), sequence.region(), sequence.nextPiece(PIECE_PLACES));
    if (sequence.hasReadPrefix()) {
      sequence.accept(prediction);
      listener.began();
      if (!sequence.finished()) {
        decoding.add(sequence);
      }
    }
  }

  /**
   * Draws the next code of every sequence that has joined; those that are finished by it leave. A prediction from which
   * no code can be drawn is the failure of its sequence alone.
   */
  void step() {
    Prediction[] predictions = model.step(decoding.stream().map(Sequence::row).toList());
    for (int b = 0; b < predictions.length; b++) {
      decoding.get(b).acceptOrFail(predictions[b]);
    }
    listener.stepped(predictions.length);
    decoding.removeIf(Sequence::finished);
  }

  /** Whether the next code of this sequence comes with the next step. */
  boolean isDecoding(Sequence sequence) {
    return decoding.contains(sequence);
  }

  /** Takes no further step for this sequence. */
  void leave(Sequence sequence) {
    decoding.remove(sequence);
  }
}
