package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeGuardTest {

  private static final int STOP = 99;
  private static final int MOST_CODES = 60;

  private final CodeGuard guard = new CodeGuard(new CodeBounds(10, 40), 100, STOP, MOST_CODES);

  /** Different ones, so that nothing repeats. */
  private void accept(CodeGuard guard, int codes) {
    for (int code = 0; code < codes; code++) {
      guard.accept(code, code);
    }
  }

  @Test
  void accept_stopWithinTheBounds_isNoFaultAndKeepsAll() {
    accept(guard, 25);
    guard.accept(STOP, STOP);

    assertThat(guard.fault()).isEmpty();
    assertThat(guard.kept()).isEqualTo(26);
  }

  @Test
  void accept_stopAtTheLowerBound_isNoFault() {
    accept(guard, 10);
    guard.accept(STOP, STOP);

    assertThat(guard.fault()).isEmpty();
  }

  @Test
  void accept_stopBelowTheLowerBound_isAnInstantStop() {
    accept(guard, 9);
    guard.accept(STOP, STOP);

    assertThat(guard.fault()).contains(Fault.INSTANT_STOP);
    assertThat(guard.kept()).isEqualTo(10);
  }

  @Test
  void accept_stopAfterTheUpperBound_isNoFault() {
    accept(guard, 40);
    guard.accept(STOP, STOP);

    assertThat(guard.fault()).isEmpty();
  }

  @Test
  void accept_oneMoreThanTheUpperBound_isARunawayThatEndsThere() {
    accept(guard, 40);
    assertThat(guard.fault()).isEmpty();
    guard.accept(40, 40);

    assertThat(guard.fault()).contains(Fault.RUNAWAY);
    assertThat(guard.kept()).isEqualTo(40);
  }

  @Test
  void accept_asManyAsTheModelSpeaks_isTheCap() {
    CodeGuard lenient = new CodeGuard(new CodeBounds(10, 400), 100, STOP, MOST_CODES);
    accept(lenient, MOST_CODES - 1);
    assertThat(lenient.fault()).isEmpty();
    lenient.accept(60, 60);

    assertThat(lenient.fault()).contains(Fault.CAP);
    assertThat(lenient.kept()).isEqualTo(MOST_CODES);
  }

  @Test
  void accept_stopAsTheLastCode_isNoFault() {
    CodeGuard lenient = new CodeGuard(new CodeBounds(10, 400), 100, STOP, MOST_CODES);
    accept(lenient, MOST_CODES - 1);
    lenient.accept(STOP, STOP);

    assertThat(lenient.fault()).isEmpty();
  }

  @Test
  void accept_sameFavouriteOverAndOver_isALoopThatIsCutBeforeIt() {
    accept(guard, 5);
    int others = 5;
    while (guard.fault().isEmpty()) {
      guard.accept(others++, 7);
    }

    assertThat(guard.fault()).contains(Fault.LOOP);
    assertThat(guard.kept()).isEqualTo(6);
    assertThat(guard.keepsTooLittle()).isTrue();
  }
}
