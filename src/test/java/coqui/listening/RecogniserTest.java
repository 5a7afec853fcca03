package coqui.listening;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.AudioClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That whoever listens would notice: recordings that are wrong are heard to be wrong. */
@Listening
class RecogniserTest {

  private static List<Recording> recordings;
  private static double errorRate;

  @BeforeAll
  static void record(@TempDir Path folder) throws Exception {
    try (DemoService service = new DemoService(folder, Map.of())) {
      recordings = service.speak(ExpectedVoice.clearest(), Sentences.everyday().subList(0, 10));
    }
    errorRate = Heard.errorRate(Recogniser.hear(recordings));
  }

  private static double errorRateOf(UnaryOperator<Recording> spoiled) throws Exception {
    return Heard.errorRate(Recogniser.hear(recordings.stream().map(spoiled).toList()));
  }

  @Test
  void hear_silence_missesEveryWord() throws Exception {
    assertThat(errorRateOf(recording -> new Recording(recording.text(),
        new AudioClip(new float[recording.sound().samples().length], recording.sound().sampleRate()))))
        .isEqualTo(100);
  }

  @Test
  void hear_twoThirdsOfEach_missesTheirLastWords() throws Exception {
    assertThat(errorRateOf(recording -> recording.without(2.0 / 3, 1)))
        .isGreaterThan(errorRate + 20);
  }

  @Test
  void hear_otherSentences_isWrongNearlyThroughout() throws Exception {
    List<String> texts = new ArrayList<>(recordings.stream().map(Recording::text).toList());
    Collections.rotate(texts, 1);
    List<Recording> exchanged = new ArrayList<>();
    for (Recording recording : recordings) {
      exchanged.add(new Recording(texts.get(exchanged.size()), recording.sound()));
    }
    assertThat(Heard.errorRate(Recogniser.hear(exchanged))).isGreaterThan(85);
  }

  @Test
  void hear_oneOfMany_isHeardAlikeByItself() throws Exception {
    assertThat(Recogniser.hear(recordings.subList(7, 8))).isEqualTo(Recogniser.hear(recordings).subList(7, 8));
  }
}
