package coqui.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty sentences as one text, which is cut into chunks that are cross-faded; whole, streamed, and one by one. */
@Listening
class LongTextIntelligibilityTest {

  private static final int TIMES = 2;   // each time with other seeds
  private static final ExpectedVoice VOICE = ExpectedVoice.clearest();
  private static final Map<String, ?> GREEDY = Map.of("temperature", 0);

  // In points of word error rate. SAMPLED: two texts of 167 words that are each said in other ways.
  private static final double SAME_CODES = 5;
  private static final double SAMPLED = 10;

  private static final float ROUNDED_TWICE = 1.01f / 32_768;   // a step of 16 bits

  private static DemoService service;
  private static List<String> sentences;
  private static String text;
  private static Recording first;   // of the whole text
  private static List<Heard> whole;

  @BeforeAll
  static void speakWhole(@TempDir Path folder) throws Exception {
    service = new DemoService(folder, Map.of());
    sentences = Sentences.everyday();
    text = String.join(" ", sentences);
    List<Recording> recordings = service.speak(VOICE, Collections.nCopies(TIMES, text));
    first = recordings.get(0);
    whole = heard("as one text", recordings);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** One after the other in one recording, since a recogniser errs more often the longer it listens. */
  private static List<Heard> heard(String how, List<Recording> recordings) throws Exception {
    List<Heard> heard = Recogniser.hear(recordings);
    System.err.printf("%s, %d sentences %s: word error rate %.1f %%%n",
        VOICE, sentences.size(), how, Heard.errorRate(heard));
    return heard;
  }

  private static void assertUnderstoodAsWell(List<Heard> heard, List<Heard> judge, double tolerance) {
    assertThat(Heard.errorRate(heard)).as("%s%nbeside %s", heard, judge)
        .isLessThanOrEqualTo(Heard.errorRate(judge) + tolerance);
  }

  @Test
  void text_ofTheSentences_isCutIntoChunks() throws Exception {
    assertThat(service.chunks(VOICE, text)).hasSizeBetween(sentences.size() / 3, sentences.size());
  }

  /** That what is asked below can fail. */
  @Test
  void longText_withASixthCutOut_isUnderstoodWorse() throws Exception {
    List<Heard> cut = heard("with a sixth cut out", List.of(first.without(1.0 / 3, 1.0 / 2)));

    assertThat(Heard.errorRate(cut)).isGreaterThan(Heard.errorRate(whole.subList(0, 1)) + SAMPLED);
  }

  /** Without chance each chunk is said as it is by itself, so only the joints differ. */
  @Test
  void longText_besideItsChunksByThemselves_isUnderstoodAsWell() throws Exception {
    Recording chunks = Recording.joined(service.speak(VOICE, service.chunks(VOICE, text), GREEDY));
    List<Heard> joined = heard("joined of chunks, greedy", List.of(chunks));

    assertUnderstoodAsWell(
        heard("as one text, greedy", service.speak(VOICE, List.of(text), GREEDY)), joined, SAME_CODES);
  }

  @Test
  void longText_besideItsSentencesOneByOne_isUnderstoodAsWell() throws Exception {
    List<Recording> parts = service.speak(
        VOICE, Collections.nCopies(TIMES, sentences).stream().flatMap(List::stream).toList());
    List<Recording> joined = new ArrayList<>();
    for (int from = 0; from < parts.size(); from += sentences.size()) {
      joined.add(Recording.joined(parts.subList(from, from + sentences.size())));
    }
    assertUnderstoodAsWell(whole, heard("one by one", joined), SAMPLED);
  }

  @Test
  void longText_streamed_isUnderstoodAsWell() throws Exception {
    List<Heard> streamed = heard("streamed", service.speak(VOICE, List.of(text), Map.of("stream", true)));

    assertUnderstoodAsWell(streamed, whole.subList(0, 1), SAME_CODES);
  }

  @Test
  void longText_streamedWithoutNormalizing_hasTheSameSamples() throws Exception {
    Recording whole = service.speak(VOICE, List.of(text), Map.of("normalize", false)).get(0);
    Recording streamed = service.speak(VOICE, List.of(text), Map.of("normalize", false, "stream", true)).get(0);

    assertThat(streamed.sound().samples()).containsExactly(whole.sound().samples(), within(ROUNDED_TWICE));
  }
}
