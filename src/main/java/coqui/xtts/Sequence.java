package coqui.xtts;

import coqui.checkpoint.XttsConfig;
import coqui.speech.ChunkRequest;
import java.util.Arrays;
import java.util.Optional;

/**
 * One chunk while it is decoded: its codes so far, and the latents that predicted them, which become sound. Device
 * thread only.
 */
final class Sequence {

  private final ChunkRequest request;
  private final KvCache.Region region;
  private final Sampler sampler;
  private final int stopCode;
  private final int prefixPlaces;
  private final int width;
  private final int mostCodes;
  private final Optional<CodeGuard> guard;

  private int prefixRead;
  private int[] codes = new int[64];
  private int codeCount;
  private float[] latents;
  private ArithmeticException failure;   // null unless a prediction was of no use

  /** One with the request's own seed, that nobody guards. */
  Sequence(ChunkRequest request, XttsConfig config, KvCache.Region region, int mostCodes) {
    this(request, request.seed(), config, region, mostCodes, Optional.empty());
  }

  /**
   * @param seed of the codes, in place of the request's own
   * @param region is the sequence's own until it is closed
   * @param mostCodes decoding ends with this many codes, whether the stop code came or not
   * @param guard ends it sooner, if there is one
   */
  Sequence(
      ChunkRequest request,
      long seed,
      XttsConfig config,
      KvCache.Region region,
      int mostCodes,
      Optional<CodeGuard> guard) {
    this.request = request;
    this.region = region;
    this.sampler = new Sampler(request.sampling(), seed, config.audioTokens(), config.startAudioToken());
    this.stopCode = config.stopAudioToken();
    this.prefixPlaces = prefixPlaces(request);
    this.width = config.gptWidth();
    this.mostCodes = mostCodes;
    this.guard = guard;
    this.latents = new float[codes.length * width];
  }

  /**
   * N + T + 3: what precedes the first code is the conditioning, the text between start and stop, and the start of
   * audio.
   */
  static int prefixPlaces(ChunkRequest request) {
    return request.voice().latentCount() + request.tokenIds().length + 3;
  }

  /**
   * The next piece of the prefix, at most {@code places} long, which is taken for read from now on.
   */
  XttsModel.Piece nextPiece(int places) {
    int start = prefixRead;
    prefixRead = Math.min(prefixPlaces, start + places);
    region.reserve(prefixRead);
    return new XttsModel.Piece(start, prefixRead);
  }

  /** Whether the whole prefix is read, so that codes can follow. */
  boolean hasReadPrefix() {
    return prefixRead == prefixPlaces;
  }

  ChunkRequest request() {
    return request;
  }

  KvCache.Region region() {
    return region;
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
    guard.ifPresent(watching -> watching.accept(lastCode(), Sampler.best(prediction.logits())));
  }

  /** The same; what keeps a code from being drawn ends the sequence, and {@link #latents} throws it. */
  void acceptOrFail(Prediction prediction) {
    try {
      accept(prediction);
    } catch (ArithmeticException e) {
      failure = e;
    }
  }

  /**
   * Whether no code follows: the last one is the stop code, there are as many as may be, the guard sees a fault, or it
   * failed.
   */
  boolean finished() {
    return failure != null || codeCount == mostCodes || codeCount > 0 && lastCode() == stopCode || fault().isPresent();
  }

  /** What the guard sees wrong in the codes so far. */
  Optional<Fault> fault() {
    return guard.flatMap(CodeGuard::fault);
  }

  /** How many codes are worth speaking: all, but where there is a {@link #fault}. */
  int kept() {
    return guard.map(CodeGuard::kept).orElse(codeCount);
  }

  /** Whether those are fewer than the text can be spoken in. */
  boolean keepsTooLittle() {
    return guard.filter(CodeGuard::keepsTooLittle).isPresent();
  }

  /** What the next step reads of this sequence; its region has room for that. */
  XttsModel.Row row() {
    // The last code's own place is written by the step that reads it.
    int filled = prefixPlaces + codeCount - 1;
    region.reserve(filled + 1);
    return new XttsModel.Row(lastCode(), codeCount, region, filled);
  }

  /** [C] with the stop code, if it came. */
  int[] codes() {
    return Arrays.copyOf(codes, codeCount);
  }

  /** C so far, with the stop code, if it came. */
  int codeCount() {
    return codeCount;
  }

  private int lastCode() {
    return codes[codeCount - 1];
  }

  /**
   * [C, D] so far, one row for each code, the stop code included: so Coqui speaks it.
   *
   * @throws ArithmeticException if the sequence failed
   */
  float[] latents() {
    return latents(codeCount);
  }

  /**
   * [C, D] of the first {@code codes} codes.
   *
   * @throws ArithmeticException if the sequence failed
   */
  float[] latents(int codes) {
    if (failure != null) {
      throw failure;
    }
    return Arrays.copyOf(latents, codes * width);
  }
}
