package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.SamplingSettings;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {

  private static final int START = 5;

  private static Sampler sampler(double temperature, int topK, double topP, double penalty) {
    return new Sampler(new SamplingSettings(temperature, topK, topP, penalty), 7, 6, START);
  }

  @Test
  void draw_temperatureZero_takesTheBest() {
    assertThat(sampler(0, 0, 1, 1).draw(new float[] {1, 2, 4, 3, 0, 0})).isEqualTo(2);
  }

  @Test
  void draw_equallyGood_takesTheFirst() {
    assertThat(sampler(0, 0, 1, 1).draw(new float[] {1, 3, 4, 4, 4, 0})).isEqualTo(2);
  }

  @Test
  void draw_greedyWithPenalty_turnsFromWhatWasDrawn() {
    Sampler sampler = sampler(0, 0, 1, 2);
    float[] logits = {1, 0, 4, 3, 0, 0};

    assertThat(IntStream.range(0, 3).map(i -> sampler.draw(logits))).containsExactly(2, 3, 2);
  }

  @Test
  void draw_leavesTheLogitsAlone() {
    float[] logits = {1, 2, 4, 3, -1, -2};
    sampler(0.7, 3, 0.9, 5).draw(logits);
    assertThat(logits).containsExactly(1, 2, 4, 3, -1, -2);
  }

  @Test
  void probabilities_promptFillerAndStartCode_arePenalisedFromTheBeginning() {
    float[] probabilities = sampler(1, 0, 1, 2).probabilities(new float[] {2, 2, 2, 2, 2, 2});

    assertThat(probabilities[1]).isEqualTo(probabilities[START]);
    assertThat(probabilities[1] / probabilities[0]).isCloseTo((float) Math.exp(-1), within(1e-6f));
  }

  @Test
  void probabilities_negativeLogit_isMadeWorseByThePenalty() {
    float[] probabilities = sampler(1, 0, 1, 2).probabilities(new float[] {-1, -1, -1, -1, -1, -1});

    assertThat(probabilities[1] / probabilities[0]).isCloseTo((float) Math.exp(-1), within(1e-6f));
  }

  @Test
  void probabilities_topK_keepsTheBestAndTheirEquals() {
    float[] probabilities = sampler(1, 2, 1, 1).probabilities(new float[] {3, 0, 2, 2, 1, 0});

    assertThat(probabilities).containsExactly(
        new float[] {0.57611688f, 0, 0.21194156f, 0.21194156f, 0, 0}, within(1e-6f));
  }

  @Test
  void probabilities_tinyTopP_keepsTheBest() {
    float[] probabilities = sampler(1, 0, 1e-9, 1).probabilities(new float[] {3, 0, 2, 2, 1, 0});

    assertThat(probabilities).containsExactly(1, 0, 0, 0, 0, 0);
  }

  @Test
  void probabilities_topP_dropsFromTheWorstWhatFitsIntoTheRest() {
    // 0.5, 0.25, 0.125, 0.0625, 0.03125, 0.03125: the last three make up 0.125, a fourth would exceed 0.2
    float[] logits = new float[6];
    for (int i = 0; i < 5; i++) {
      logits[i] = (float) (-i * Math.log(2));
    }
    logits[5] = logits[4];

    float[] probabilities = sampler(1, 0, 0.8, 1).probabilities(logits);

    assertThat(probabilities).containsExactly(
        new float[] {4f / 7, 2f / 7, 1f / 7, 0, 0, 0}, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-30, 1e-3})
  void probabilities_tinyTemperature_areThoseOfTheBestAlone(double temperature) {
    float[] probabilities = sampler(temperature, 0, 1, 1).probabilities(new float[] {-8, 3, 30, 29, 1, 0});

    assertThat(probabilities).containsExactly(0, 0, 1, 0, 0, 0);
  }

  @Test
  void draw_sameSeed_givesTheSameCodes() {
    float[] logits = {1, 1, 1, 1, 1, 1};
    Sampler one = sampler(1, 0, 1, 1);
    Sampler other = sampler(1, 0, 1, 1);

    assertThat(IntStream.range(0, 50).map(i -> one.draw(logits)).toArray())
        .containsExactly(IntStream.range(0, 50).map(i -> other.draw(logits)).toArray());
  }

  @Test
  void draw_manyTimes_followsTheProbabilities() {
    Sampler sampler = sampler(1, 0, 1, 1);
    float[] logits = {0, -100, (float) Math.log(3), -100, -100, -100};

    long threes = IntStream.range(0, 10_000).map(i -> sampler.draw(logits)).filter(code -> code == 2).count();

    // Four deviations of a coin that falls so three times out of four
    assertThat(threes).isCloseTo(7_500, within(175L));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void draw_brokenLogit_isAnError(float broken) {
    assertThatThrownBy(() -> sampler(0, 0, 1, 1).draw(new float[] {0, 0, 0, broken, 0, 0}))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("code 3");
  }
}
