package coqui.xtts;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Watches the codes of one sequence as they come, and ends it at the first that shows it to have failed.
 *
 * <ul>
 *   <li>{@link Fault#RUNAWAY}: one code more than {@link CodeBounds#most}. It ends there.
 *   <li>{@link Fault#LOOP}: as {@link LoopDetector} says. Spoken up to where the repetition began.
 *   <li>{@link Fault#CAP}: all codes that the model can speak, and no stop.
 *   <li>{@link Fault#INSTANT_STOP}: the stop code before {@link CodeBounds#fewest}.
 * </ul>
 *
 * <p>It does not notice wrong words, words left out or put in within those bounds, nor the same words said again in
 * other codes. {@link Fault#CLIPPED} is not in the codes, but in the sound: {@link SoundEnd}. Device thread only.
 */
final class CodeGuard {

  private final CodeBounds bounds;
  private final LoopDetector loops;
  private final int stopCode;
  private final int mostCodes;
  private int count;
  private int kept;
  private Optional<Fault> fault = Optional.empty();

  /**
   * @param codes V
   * @param mostCodes that the model can speak, the stop code included
   */
  CodeGuard(CodeBounds bounds, int codes, int stopCode, int mostCodes) {
    this.bounds = bounds;
    this.loops = new LoopDetector(codes);
    this.stopCode = stopCode;
    this.mostCodes = mostCodes;
  }

  /**
   * Takes the next code.
   *
   * @param code that was drawn
   * @param favourite the likeliest, before the repetition penalty
   */
  void accept(int code, int favourite) {
    count++;
    kept = count;
    if (code == stopCode) {
      if (count - 1 < bounds.fewest()) {
        fault = Optional.of(Fault.INSTANT_STOP);
      }
      return;
    }
    OptionalInt beforeLoop = loops.accept(favourite);
    if (beforeLoop.isPresent()) {
      fault = Optional.of(Fault.LOOP);
      kept = beforeLoop.getAsInt();
    } else if (count > bounds.most()) {
      fault = Optional.of(Fault.RUNAWAY);
      kept = bounds.most();
    } else if (count == mostCodes) {
      fault = Optional.of(Fault.CAP);
    }
  }

  /** What is wrong; empty while, or if, nothing is. */
  Optional<Fault> fault() {
    return fault;
  }

  /** How many of the codes are worth speaking. */
  int kept() {
    return kept;
  }

  /** Whether what is kept is less than the text can be spoken in. */
  boolean keepsTooLittle() {
    return kept < bounds.fewest();
  }
}
