package coqui.xtts;

import coqui.checkpoint.XttsConfig;
import coqui.speech.ChunkRequest;
import java.util.Arrays;

/**
 * One chunk while it is decoded: its codes so far, and the latents that predicted them, which become sound. Device
 * thread only.
 */
final class Sequence {

  private final KvCache.Slot slot;
  private final Sampler sampler;
  private final int stopCode;
  private final int prefixPlaces;
  private final int width;
  private final int mostCodes;

  private int[] codes = new int[64];
  private int codeCount;
  private float[] latents;

  /**
   * @param slot is the sequence's own until it is given back
   * @param mostCodes decoding ends with this many codes, whether the stop code came or not
   */
  Sequence(ChunkRequest request, XttsConfig config, KvCache.Slot slot, int mostCodes) {
    this.slot = slot;
    this.sampler = new Sampler(request.sampling(), request.seed(), config.audioTokens(), config.startAudioToken());
    this.stopCode = config.stopAudioToken();
    this.prefixPlaces = prefixPlaces(request);
    this.width = config.gptWidth();
    this.mostCodes = mostCodes;
    this.latents = new float[codes.length * width];
  }

  /**
   * N + T + 3: what precedes the first code is the conditioning, the text between start and stop, and the start of
   * audio.
   */
  static int prefixPlaces(ChunkRequest request) {
    return request.voice().latentCount() + request.tokenIds().length + 3;
  }

  /** Takes the next code from a prediction. */
  void accept(Prediction prediction) {
    if (codeCount == codes.length) {
      codes = Arrays.copyOf(codes, 2 * codeCount);
      latents = Arrays.copyOf(latents, codes.length * width);
    }
    System.arraycopy(prediction.latent(), 0, latents, codeCount * width, width);
    codes[codeCount] = sampler.draw(prediction.logits());
    codeCount++;
  }

  /** Whether the last code is the stop code, or one too many would follow. */
  boolean finished() {
    return codeCount == mostCodes || codeCount > 0 && lastCode() == stopCode;
  }

  /** What the next step reads of this sequence. */
  XttsModel.Row row() {
    // The last code's own place is written by the step that reads it.
    return new XttsModel.Row(lastCode(), codeCount, slot.index(), prefixPlaces + codeCount - 1);
  }

  /** [C] with the stop code, if it came. */
  int[] codes() {
    return Arrays.copyOf(codes, codeCount);
  }

  private int lastCode() {
    return codes[codeCount - 1];
  }

  /** [C, D], one row for each code, the stop code included: so Coqui speaks it. */
  float[] latents() {
    return Arrays.copyOf(latents, codeCount * width);
  }
}
