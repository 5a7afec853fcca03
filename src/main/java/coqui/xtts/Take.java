package coqui.xtts;

import java.util.Optional;

/** One try at speaking a chunk: its codes, and its sound. Device thread only. */
final class Take {

  private final Sequence sequence;
  private final Waveform waveform;
  private final Guards guards;
  private final int sampleRate;

  /** @param sampleRate of the waveform */
  Take(Sequence sequence, Waveform waveform, Guards guards, int sampleRate) {
    this.sequence = sequence;
    this.waveform = waveform;
    this.guards = guards;
    this.sampleRate = sampleRate;
  }

  Sequence sequence() {
    return sequence;
  }

  Waveform waveform() {
    return waveform;
  }

  /**
   * Whether somebody may have heard of it, by its codes alone: whether a window was in time must not decide what
   * becomes of the chunk.
   */
  boolean isHeard() {
    return waveform.isHeardWith(sequence.codeCount());
  }

  /** How many of its codes are to be spoken; one that is heard cannot take back any. */
  int spokenCodes() {
    return isHeard() ? sequence.codeCount() : sequence.kept();
  }

  /** Generates the next window, if there is one. */
  void generateWindow() {
    if (!waveform.finished()) {
      waveform.next(sequence.latents(spokenCodes()));
    }
  }

  /** What is wrong with it, as far as it has come. */
  Optional<Fault> fault() {
    Optional<Fault> inCodes = sequence.fault();
    boolean breaksOff = guards.enabled() && inCodes.isEmpty() && waveform.finished()
        && SoundEnd.isLoud(waveform.samples(), sampleRate);
    return breaksOff ? Optional.of(Fault.CLIPPED) : inCodes;
  }

  /**
   * Whether the other take is rather to be heard: the one that leaves enough to hear, then the one with the lesser
   * fault, then the one with more codes, then the first. Both have a fault, and this is the second.
   */
  boolean isWorseThan(Take first) {
    if (sequence.keepsTooLittle() != first.sequence.keepsTooLittle()) {
      return sequence.keepsTooLittle();
    }
    int comparison = fault().orElseThrow().compareTo(first.fault().orElseThrow());
    return comparison != 0 ? comparison > 0 : sequence.kept() <= first.sequence.kept();
  }
}
