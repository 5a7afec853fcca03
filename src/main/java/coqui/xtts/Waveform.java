package coqui.xtts;

/** The sound of one chunk while it is generated, window by window. Device thread only. */
final class Waveform {

  private final XttsModel model;
  private final float[] latents;
  private final float[] speaker;
  private final double speed;
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
    int frames = model.frames(latents.length / model.config().gptWidth(), speed);
    this.samples = new float[frames * model.samplesPerFrame()];
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
    return done == samples.length;
  }

  /** Generates the next window. */
  void generateWindow() {
    float[] window = model.vocode(latents, speaker, speed, done / model.samplesPerFrame());
    System.arraycopy(window, 0, samples, done, window.length);
    done += window.length;
  }

  /** [S] at the output sample rate, once it is finished. Not copied. */
  float[] samples() {
    return samples;
  }
}
