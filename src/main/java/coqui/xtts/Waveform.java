package coqui.xtts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sound of one chunk while it is generated, window by window: others wait for the device meanwhile, and what is
 * live inside takes 200 times the memory of the samples. Device thread only.
 *
 * <p>A window of a streamed chunk is generated from the first codes that settle all that it hears, whether others are
 * there by then or not: its samples do not depend on when that was, to the last bit.
 *
 * <p>Where nobody listens, windows are equally long, which costs less. Convolutions of another length add up in another
 * order: in float32 that is 120 dB below the sound. A vocoder that rounds to bfloat16 in between makes 60 dB of it; there
 * all windows are cut as if somebody listened, and sound the same to the bit.
 */
final class Waveform {

  private static final int MOST_WINDOW_FRAMES = 192;

  /** Windows are multiples of this: for every length that it meets for the first time, oneDNN prepares itself anew. */
  private static final int FRAMES_GRID = 16;

  /** A third of a second of sound from the first 12 codes; each window then twice as long, since each costs its context. */
  private static final int FIRST_STREAMED_FRAMES = 32;

  private final XttsModel model;
  private final float[] speaker;
  private final double speed;
  private final boolean streamed;
  private final boolean cutAsStreamed;
  private final int mostWindowFrames;
  private final int firstCodesNeeded;
  private final List<float[]> windows = new ArrayList<>();
  private int windowFrames;   // of the next one; 0 where that is decided when all codes are there
  private int codesNeeded;    // for the next one, while others may follow
  private int done;           // frames
  private boolean finished;

  private Waveform(XttsModel model, float[] speaker, double speed, boolean streamed) {
    this.model = model;
    this.speaker = speaker;
    this.speed = speed;
    this.streamed = streamed;
    this.cutAsStreamed = streamed || model.roundsSound();
    this.mostWindowFrames = Math.max(MOST_WINDOW_FRAMES, 4 * model.vocoderReach());
    if (cutAsStreamed) {
      windowFrames = FIRST_STREAMED_FRAMES;
      countCodesNeeded();
    }
    firstCodesNeeded = codesNeeded;
  }

  /**
   * One that begins when all codes are there.
   *
   * @param speaker [E]
   * @param speed 1 for the voice's own pace
   */
  static Waveform whole(XttsModel model, float[] speaker, double speed) {
    return new Waveform(model, speaker, speed, false);
  }

  /** One that begins with few codes, for somebody who listens. */
  static Waveform streamed(XttsModel model, float[] speaker, double speed) {
    return new Waveform(model, speaker, speed, true);
  }

  /** All of the sound of latents [C, D] at once. */
  static float[] of(XttsModel model, float[] latents, float[] speaker, double speed) {
    Waveform waveform = whole(model, speaker, speed);
    while (!waveform.finished()) {
      waveform.next(latents);
    }
    return waveform.samples();
  }

  /** Whether all windows are there. */
  boolean finished() {
    return finished;
  }

  /** Whether with {@code codes} codes, while others may follow, somebody who listens may have heard something. */
  boolean isHeardWith(int codes) {
    return streamed && codes >= firstCodesNeeded;
  }

  /** How many codes are enough for the next window, while others may follow; perhaps more than there can be. */
  int codesNeeded() {
    return codesNeeded;
  }

  /** Whether {@code codes} codes are enough for the next window, while others may follow. */
  boolean canGoOn(int codes) {
    return streamed && settleNext(codes);
  }

  private boolean settleNext(int codes) {
    return cutAsStreamed && codes >= codesNeeded;
  }

  /**
   * Generates the next window.
   *
   * @param latents [C, D], all so far; unless they are enough for it ({@link #canGoOn}), no others will follow
   * @return [S] the samples that come next
   */
  float[] next(float[] latents) {
    int codes = latents.length / model.config().gptWidth();
    float[] window = settleNext(codes)
        ? window(Arrays.copyOf(latents, codesNeeded * model.config().gptWidth()), done + windowFrames)
        : windowOfAll(latents, model.frames(codes, speed));
    windows.add(window);
    if (cutAsStreamed && !finished) {
      windowFrames = Math.min(2 * windowFrames, mostWindowFrames);
      countCodesNeeded();
    }
    return window;
  }

  private float[] windowOfAll(float[] latents, int frames) {
    if (!cutAsStreamed) {
      windowFrames = equalWindowFrames(frames);
    }
    int end = Math.min(frames, done + windowFrames);
    finished = end == frames;
    return window(latents, end);
  }

  private float[] window(float[] latents, int end) {
    float[] window = model.vocode(latents, speaker, speed, done, end);
    done = end;
    return window;
  }

  /** So few windows as can be, and those about equally long: each costs the frames that it hears to its sides too. */
  private int equalWindowFrames(int frames) {
    int windows = (frames + mostWindowFrames - 1) / mostWindowFrames;
    int each = (frames + windows - 1) / windows;
    return (each + FRAMES_GRID - 1) / FRAMES_GRID * FRAMES_GRID;
  }

  /** Perhaps more than there can be; then the next window waits for all. */
  private void countCodesNeeded() {
    int most = GptDecoder.mostCodes(model.config());
    int heard = done + windowFrames + model.vocoderReach();
    while (codesNeeded <= most && model.settledFrames(codesNeeded, speed) < heard) {
      codesNeeded++;
    }
  }

  /** Fades out the last window, so that what breaks off ends without a click. */
  void fadeOut() {
    SoundEnd.fadeOut(windows.get(windows.size() - 1), model.config().outputSampleRate());
  }

  /** The windows so far, each [S] at the output sample rate. */
  List<float[]> windows() {
    return windows;
  }

  /** [S] at the output sample rate: all windows so far. */
  float[] samples() {
    float[] samples = new float[done * model.samplesPerFrame()];
    int length = 0;
    for (float[] window : windows) {
      System.arraycopy(window, 0, samples, length, window.length);
      length += window.length;
    }
    return samples;
  }
}
