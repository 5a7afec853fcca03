package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.cache.AudioKey;
import coqui.speech.Language;
import coqui.speech.SamplingSettings;
import coqui.speech.SpeechRequest;
import coqui.speech.Voice;
import coqui.text.TextChunk;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpeechKeysTest {

  private static final SpeechKeys KEYS = new SpeechKeys("0.1.0", 0.04, -18, -1);
  private static final List<TextChunk> CHUNKS = List.of(new TextChunk("Hello.", "hello.", new int[] {1, 2}));
  private static final Voice VOICE = new Voice("cloned", 1, new float[] {1, 2}, new float[] {3});

  @Test
  void of_sameOfEverything_isTheSame() {
    assertThat(key(VOICE)).isEqualTo(key(new Voice("cloned", 1, new float[] {1, 2}, new float[] {3})));
  }

  @Test
  void of_otherCheckpoint_isAnother() {
    assertThat(KEYS.of("other.pt on cpu", request(VOICE), CHUNKS)).isNotEqualTo(key(VOICE));
  }

  @Test
  void of_otherProgram_isAnother() {
    assertThat(new SpeechKeys("0.2.0", 0.04, -18, -1).of("model.pt on cpu", request(VOICE), CHUNKS))
        .isNotEqualTo(key(VOICE));
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
    List<TextChunk> two = List.of(
        new TextChunk("Hel", "hel", new int[] {1}), new TextChunk("lo.", "lo.", new int[] {2}));

    assertThat(KEYS.of("model.pt on cpu", request(VOICE), two)).isNotEqualTo(key(VOICE));
  }

  private static AudioKey key(Voice voice) {
    return KEYS.of("model.pt on cpu", request(voice), CHUNKS);
  }

  private static SpeechRequest request(Voice voice) {
    return new SpeechRequest("Hello.", voice, Language.ENGLISH, 1, new SamplingSettings(0.7, 50, 0.8, 2),
        OptionalLong.of(1), 22_050, true);
  }
}
