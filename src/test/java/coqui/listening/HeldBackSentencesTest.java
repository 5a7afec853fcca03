package coqui.listening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every voice of the demo checkpoint, one sentence at a time. */
@Listening
class HeldBackSentencesTest {

  /** Points of word error rate: two standard errors of 40 sentences (by bootstrap 3.6 to 4.2). */
  private static final double TOLERANCE = 8;

  private static final Map<ExpectedVoice, List<Recording>> RECORDINGS = new HashMap<>();
  private static final Map<ExpectedVoice, List<Heard>> HEARD = new HashMap<>();

  @BeforeAll
  static void record(@TempDir Path folder) throws Exception {
    try (DemoService service = new DemoService(folder, Map.of())) {
      for (ExpectedVoice voice : ExpectedVoice.all()) {
        RECORDINGS.put(voice, service.speak(voice, Sentences.heldBack(voice)));
      }
    }
    for (ExpectedVoice voice : ExpectedVoice.recognised()) {
      HEARD.put(voice, Recogniser.hear(RECORDINGS.get(voice)));
    }
    RECORDINGS.keySet().forEach(voice -> System.err.println("Measured, as in voices.csv: " + measured(voice).row()));
  }

  private static ExpectedVoice measured(ExpectedVoice voice) {
    List<Recording> recordings = RECORDINGS.get(voice);
    double medianPace = recordings.stream().mapToDouble(Recording::secondsPerCharacter).sorted()
        .skip(recordings.size() / 2).findFirst().orElseThrow();
    return voice.measured(
        HEARD.containsKey(voice) ? OptionalDouble.of(Heard.errorRate(HEARD.get(voice))) : OptionalDouble.empty(),
        medianPace);
  }

  static Stream<Arguments> voicesAndFaults() {
    return ExpectedVoice.all().stream()
        .flatMap(voice -> Stream.of(Fault.values()).map(fault -> Arguments.of(voice, fault)));
  }

  @ParameterizedTest
  @MethodSource("coqui.listening.ExpectedVoice#recognised")
  void speech_ofEachVoice_isUnderstoodAsWellAsExpected(ExpectedVoice voice) {
    assertThat(measured(voice).errorRate().getAsDouble()).as("%s", HEARD.get(voice))
        .isLessThanOrEqualTo(voice.errorRate().getAsDouble() + TOLERANCE);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("voicesAndFaults")
  void sound_ofEachSentence_isFreeOf(ExpectedVoice voice, Fault fault) {
    List<String> faulty = new ArrayList<>();
    for (Recording recording : RECORDINGS.get(voice)) {
      if (fault.isIn(recording, voice)) {
        faulty.add(recording.text());
      }
    }
    assertThat(faulty).isEmpty();
  }
}
