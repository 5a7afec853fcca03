package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LoopDetectorTest {

  private static final int CODES = 1_026;

  private final LoopDetector detector = new LoopDetector(CODES);

  private static OptionalInt detect(LoopDetector detector, int count, IntUnaryOperator code) {
    for (int i = 0; i < count; i++) {
      OptionalInt repeated = detector.accept(code.applyAsInt(i));
      if (repeated.isPresent()) {
        return repeated;
      }
    }
    return OptionalInt.empty();
  }

  @Property
  void accept_randomCodes_areNoLoop(@ForAll long seed) {
    Random random = new Random(seed);

    assertThat(detect(new LoopDetector(CODES), 602, i -> random.nextInt(CODES))).isEmpty();
  }

  @Property
  void accept_periodicTail_isALoopThatBeganThere(
      @ForAll long seed, @ForAll @IntRange(max = 200) int before, @ForAll @IntRange(min = 9, max = 96) int period) {
    int[] codes = new Random(seed).ints(before + period, 0, CODES).toArray();
    OptionalInt repeated = detect(
        new LoopDetector(CODES), 602, i -> codes[i < before ? i : before + (i - before) % period]);

    // By chance a code before the loop can match, or one of the loop be the same as another.
    assertThat(repeated.orElseThrow()).isBetween(before + period - 10, before + period + 10);
  }

  @Property
  void accept_periodicTailOneInTwelveOfWhichDiffers_isALoop(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int period) {
    Random random = new Random(seed);
    int[] stretch = random.ints(period, 0, CODES).toArray();

    assertThat(detect(new LoopDetector(CODES), 602, i -> i % 12 == 11 ? random.nextInt(CODES) : stretch[i % period]))
        .isPresent();
  }

  @Property
  void accept_fewCodesInAnyOrder_areALoopFromTheFirst(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = LoopDetector.FEW) int few) {
    Random random = new Random(seed);

    OptionalInt repeated = detect(new LoopDetector(CODES), LoopDetector.WINDOW, i -> random.nextInt(few));

    assertThat(repeated.orElseThrow()).isBetween(1, LoopDetector.WINDOW);
  }

  @Test
  void accept_pauseOfASecondAndAHalf_isNoLoop() {
    assertThat(detect(detector, 100, i -> i >= 40 && i < 72 ? 7 : i + 10)).isEmpty();
  }

  @Test
  void accept_silenceWithoutEnd_isALoopAfterLessThanThreeSeconds() {
    assertThat(detect(detector, 40 + 64, i -> i < 40 ? i + 10 : 7)).hasValue(41);
  }

  @Test
  void accept_sameSentenceTwice_isNoLoop() {
    assertThat(detect(detector, 120, i -> i % 60)).isEmpty();
  }

  @Test
  void accept_sameSentenceThreeTimes_isALoop() {
    assertThat(detect(detector, 181, i -> i % 60)).hasValue(60);
  }
}
