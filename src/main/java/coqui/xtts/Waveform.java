package coqui.xtts;

/**
 * The sound of one chunk while it is generated, window by window: others wait for the device meanwhile, and what is
 * live inside takes 200 times the memory of the samples. Device thread only.
 */
final class Waveform {

  private static final int MOST_WINDOW_FRAMES = 192;

  /** Windows are multiples of this: for every length that it meets for the first time, oneDNN prepares itself anew. */
  private static final int FRAMES_GRID = 16;

  private final XttsModel model;
  private final float[] latents;
  private final float[] speaker;
  private final double speed;
  private final int frames;
  private final int windowFrames;
  private final float[] samples;
  private int done;

  /**
   * @param latents [C, D]
   * @param speaker [E]
   * @param speed 1 for the voice's own pace
   */
  Waveform(XttsModel model, float[] latents, float[] speaker, double speed) {
    this.model = model;
    this.latents = latents;
    this.speaker = speaker;
    this.speed = speed;
    this.frames = model.frames(latents.length / model.config().gptWidth(), speed);
    this.windowFrames = windowFrames(frames, Math.max(MOST_WINDOW_FRAMES, 4 * model.vocoderReach()));
    this.samples = new float[frames * model.samplesPerFrame()];
  }

  /** So few windows as can be, and those about equally long: each costs the frames that it hears to its sides too. */
  private static int windowFrames(int frames, int most) {
    int windows = (frames + most - 1) / most;
    int each = (frames + windows - 1) / windows;
    return (each + FRAMES_GRID - 1) / FRAMES_GRID * FRAMES_GRID;
  }

  /** All of it at once. */
  static float[] of(XttsModel model, float[] latents, float[] speaker, double speed) {
    Waveform waveform = new Waveform(model, latents, speaker, speed);
    while (!waveform.finished()) {
      waveform.generateWindow();
    }
    return waveform.samples();
  }

  /** Whether all windows are there. */
  boolean finished() {
    return done == frames;
  }

  /** Generates the next window. */
  void generateWindow() {
    int end = Math.min(frames, done + windowFrames);
    float[] window = model.vocode(latents, speaker, speed, done, end);
    System.arraycopy(window, 0, samples, done * model.samplesPerFrame(), window.length);
    done = end;
  }

  /** [S] at the output sample rate, once it is finished. Not copied. */
  float[] samples() {
    return samples;
  }
}
