package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.SamplingSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * The sampler against its definition, spelled out step by step in double precision over lists of candidates. Where a
 * candidate lies so close to a cut that rounding decides, there is nothing to compare.
 */
class SamplerPropertyTest {

  private static final int CODES = 12;
  private static final int START = 10;
  private static final double ROUNDING = 1e-5;

  private record Candidate(int code, double score) {}

  @Property(edgeCases = EdgeCasesMode.NONE)
  void probabilities_anyLogitsAndSettings_areThoseOfTheDefinition(
      @ForAll @Size(CODES) List<@FloatRange(min = -20, max = 20) Float> logits,
      @ForAll @Size(max = 5) List<@IntRange(max = CODES - 1) Integer> drawn,
      @ForAll @DoubleRange(min = 0.1, max = 3) double temperature,
      @ForAll @IntRange(max = CODES + 2) int topK,
      @ForAll @DoubleRange(min = 0.05, max = 1) double topP,
      @ForAll @DoubleRange(min = 1, max = 10) double penalty) {
    SamplingSettings settings = new SamplingSettings(temperature, topK, topP, penalty);
    Sampler sampler = new Sampler(settings, 0, CODES, START);
    drawn.forEach(sampler::drawn);

    float[] probabilities = sampler.probabilities(array(logits));

    double[] expected = definition(logits, drawn, settings);
    for (int code = 0; code < CODES; code++) {
      assertThat((double) probabilities[code]).as("code %d", code).isCloseTo(expected[code], within(1e-4));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void draw_anyLogitsAndSettings_isACodeOfSomeProbability(
      @ForAll @Size(CODES) List<@FloatRange(min = -1e30f, max = 1e30f) Float> logits,
      @ForAll @DoubleRange(min = 0, max = 3) double temperature,
      @ForAll @IntRange(max = CODES + 2) int topK,
      @ForAll @DoubleRange(min = 0.01, max = 1) double topP,
      @ForAll long seed) {
    SamplingSettings settings = new SamplingSettings(temperature, topK, topP, 1);
    Sampler sampler = new Sampler(settings, seed, CODES, START);
    float[] row = array(logits);
    float[] probabilities = settings.greedy() ? null : sampler.probabilities(row);

    int code = sampler.draw(row);

    assertThat(code).isBetween(0, CODES - 1);
    if (probabilities != null) {
      assertThat(probabilities[code]).isPositive();
    }
  }

  private static double[] definition(List<Float> logits, List<Integer> drawn, SamplingSettings settings) {
    Set<Integer> seen = new HashSet<>(drawn);
    seen.add(1);
    seen.add(START);
    List<Candidate> candidates = new ArrayList<>();
    for (int code = 0; code < CODES; code++) {
      double score = logits.get(code);
      if (seen.contains(code)) {
        score = score < 0 ? score * settings.repetitionPenalty() : score / settings.repetitionPenalty();
      }
      candidates.add(new Candidate(code, score / settings.temperature()));
    }
    candidates.sort(Comparator.comparingDouble(Candidate::score));
    if (settings.topK() > 0) {
      double least = candidates.get(Math.max(0, CODES - settings.topK())).score();
      Assume.that(candidates.stream().map(candidate -> Math.abs(candidate.score() - least))
          .allMatch(distance -> distance == 0 || distance > ROUNDING));
      candidates.removeIf(candidate -> candidate.score() < least);
    }
    double[] likely = softmax(candidates);
    double below = 0;
    while (candidates.size() > 1 && settings.topP() < 1) {
      below += likely[candidates.get(0).code()];
      Assume.that(Math.abs(below - (1 - settings.topP())) > ROUNDING);
      if (below > 1 - settings.topP()) {
        break;
      }
      candidates.remove(0);
    }
    return softmax(candidates);
  }

  private static double[] softmax(List<Candidate> candidates) {
    double best = candidates.get(candidates.size() - 1).score();
    double sum = candidates.stream().mapToDouble(candidate -> Math.exp(candidate.score() - best)).sum();
    double[] probabilities = new double[CODES];
    candidates.forEach(candidate -> probabilities[candidate.code()] = Math.exp(candidate.score() - best) / sum);
    return probabilities;
  }

  private static float[] array(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
