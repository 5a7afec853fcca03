package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeBoundsTest {

  /** Codes: about what natural speech has, at 21.5 a second. */
  @ParameterizedTest(name = "{0}: {1} to {2}")
  @CsvSource({
      "'hi.', 8, 25",
      "'please speak slowly and clearly.', 40, 75",
      "'a, b, c, d, e, f, g, h, i, j.', 70, 180",
      "'wait... what was that?', 18, 80",
      "'ni3 hao3 ma5', 9, 30",
      "'मैं आपसे मिलकर खुश हूँ', 30, 80",
      "'أريد أن أذهب إلى المدرسة', 30, 90"})
  void of_textAtNaturalPace_isWithin(String text, int brisk, int slow) {
    CodeBounds bounds = CodeBounds.of(text);

    assertThat(bounds.fewest()).isLessThan(brisk);
    assertThat(bounds.most()).isGreaterThan(slow);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
      "'hello.', 2, 110",
      "'the children are playing in the garden.', 15, 260",
      "'when the sun had gone down behind the hills, the farmers walked home.', 30, 430"})
  void of_textAtNoPace_isOutside(String text, int tooFew, int tooMany) {
    CodeBounds bounds = CodeBounds.of(text);

    assertThat(bounds.fewest()).isGreaterThan(tooFew);
    assertThat(bounds.most()).isLessThan(tooMany);
  }

  @Property
  void of_anyText_leavesRoomBetween(@ForAll String text) {
    CodeBounds bounds = CodeBounds.of(text);

    assertThat(bounds.fewest()).isPositive();
    assertThat(bounds.most()).isGreaterThanOrEqualTo(3 * bounds.fewest());
  }

  @Property
  void of_longerText_allowsAndNeedsNoLess(@ForAll String text, @ForAll String more) {
    CodeBounds shorter = CodeBounds.of(text);
    CodeBounds longer = CodeBounds.of(text + " " + more);

    assertThat(longer.fewest()).isGreaterThanOrEqualTo(shorter.fewest());
    assertThat(longer.most()).isGreaterThanOrEqualTo(shorter.most());
  }
}
