package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.cache.AudioKey;
import coqui.speech.Language;
import coqui.speech.Passage;
import coqui.speech.SamplingSettings;
import coqui.speech.SpeechRequest;
import coqui.speech.Voice;
import coqui.text.TextChunk;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpeechKeysTest {

  private static final SpeechKeys KEYS = new SpeechKeys("0.1.0", 0.04, -18, -1);
  private static final TextChunk HELLO = new TextChunk("Hello.", "hello.", new int[] {1, 2});
  private static final Voice VOICE = new Voice("cloned", 1, new float[] {1, 2}, new float[] {3});

  @Test
  void of_sameOfEverything_isTheSame() {
    assertThat(key(VOICE)).isEqualTo(key(new Voice("cloned", 1, new float[] {1, 2}, new float[] {3})));
  }

  @Test
  void of_otherCheckpoint_isAnother() {
    assertThat(KEYS.of("other.pt on cpu", request(VOICE), planned(VOICE, HELLO))).isNotEqualTo(key(VOICE));
  }

  @Test
  void of_otherProgram_isAnother() {
    AudioKey other =
        new SpeechKeys("0.2.0", 0.04, -18, -1).of("model.pt on cpu", request(VOICE), planned(VOICE, HELLO));

    assertThat(other).isNotEqualTo(key(VOICE));
  }

  @Test
  void of_voiceWithTheSameNameButOtherValues_isAnother() {
    assertThat(key(new Voice("cloned", 1, new float[] {1, 2.0001f}, new float[] {3}))).isNotEqualTo(key(VOICE));
    assertThat(key(new Voice("cloned", 1, new float[] {1, 2}, new float[] {3.0001f}))).isNotEqualTo(key(VOICE));
  }

  @Test
  void of_voiceWithTheSameValuesButAnotherName_isAnother() {
    assertThat(key(new Voice("Robert", 1, new float[] {1, 2}, new float[] {3}))).isNotEqualTo(key(VOICE));
  }

  @Test
  void of_chunksCutElsewhere_isAnother() {
    PlannedText two = planned(VOICE,
        new TextChunk("Hel", "hel", new int[] {1}), new TextChunk("lo.", "lo.", new int[] {2}));

    assertThat(KEYS.of("model.pt on cpu", request(VOICE), two)).isNotEqualTo(key(VOICE));
  }

  @Test
  void of_otherPauses_isAnother() {
    assertThat(keyWith(new Pauses(0, List.of(0.5)), passage(VOICE))).isNotEqualTo(key(VOICE));
    assertThat(keyWith(new Pauses(0.5, List.of(0.0)), passage(VOICE))).isNotEqualTo(key(VOICE));
  }

  @Test
  void of_otherLanguageOrSpeedOfAPassage_isAnother() {
    Pauses none = new Pauses(0, List.of(0.0));

    assertThat(keyWith(none, new Passage("Hello.", VOICE, Language.GERMAN, 1, 0))).isNotEqualTo(key(VOICE));
    assertThat(keyWith(none, new Passage("Hello.", VOICE, Language.ENGLISH, 1.1, 0))).isNotEqualTo(key(VOICE));
  }

  @Test
  void of_sameChunksByOtherSpeakersInTurn_isAnother() {
    Passage cloned = passage(VOICE);
    Passage robert = passage(new Voice("Robert", 1, new float[] {4, 5}, new float[] {6}));
    Pauses none = new Pauses(0, List.of(0.0, 0.0, 0.0));

    assertThat(keyWith(none, cloned, robert, robert)).isNotEqualTo(keyWith(none, cloned, robert, cloned));
  }

  private static AudioKey keyWith(Pauses pauses, Passage... passages) {
    List<PlannedChunk> chunks = Stream.of(passages).map(passage -> new PlannedChunk(passage, HELLO)).toList();
    return KEYS.of("model.pt on cpu", request(VOICE), new PlannedText(chunks, pauses));
  }

  private static AudioKey key(Voice voice) {
    return KEYS.of("model.pt on cpu", request(voice), planned(voice, HELLO));
  }

  private static PlannedText planned(Voice voice, TextChunk... chunks) {
    return new PlannedText(
        Stream.of(chunks).map(chunk -> new PlannedChunk(passage(voice), chunk)).toList(),
        new Pauses(0, Collections.nCopies(chunks.length, 0.0)));
  }

  private static Passage passage(Voice voice) {
    return new Passage("Hello.", voice, Language.ENGLISH, 1, 0);
  }

  private static SpeechRequest request(Voice voice) {
    return new SpeechRequest(
        List.of(passage(voice)), new SamplingSettings(0.7, 50, 0.8, 2), OptionalLong.of(1), 22_050, true);
  }
}
