package coqui.pipeline;

import java.time.Duration;

/**
 * Hears what becomes of requests for speech. Called on any thread, also on several at once; none must be kept waiting.
 */
public interface SpeechListener {

  /** Hears nothing. */
  SpeechListener NONE = new SpeechListener() {};

  /** What is kept for those who come again. */
  enum Kept {

    /** Recordings, by what was said and how. */
    AUDIO,

    /** Cloned voices, by the recordings that they were learned from. */
    VOICE
  }

  /** A request has its place, after it waited so long. */
  default void admitted(Duration waited) {}

  /**
   * The first sound of what is spoken for a request can be sent.
   *
   * @param since the request arrived
   * @param streamed whether more is still being spoken
   */
  default void firstSound(Duration since, boolean streamed) {}

  /**
   * A text is spoken and encoded, or sent.
   *
   * @param characters of the text
   * @param audioSeconds how long it sounds
   * @param took from its going to the model
   */
  default void spoken(int characters, double audioSeconds, Duration took) {}

  /** Something that may have been kept was looked for. */
  default void lookedFor(Kept what, boolean found) {}
}
