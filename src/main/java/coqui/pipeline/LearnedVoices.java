package coqui.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import coqui.cache.AudioKey;
import coqui.speech.Voice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The voices learned last, by the recordings that they were learned from, so that who sends the same ones again is not
 * kept waiting. What a voice is to say plays no part in it. Any thread.
 *
 * <p>Of a recording only a digest is kept, and of a voice what the model made of it: 135 kB at XTTS v2's size.
 */
final class LearnedVoices {

  /**
   * @param voice as the model heard it
   * @param warnings what could be better about the recordings
   */
  record LearnedVoice(Voice voice, List<ReferenceWarnings.Warning> warnings) {

    LearnedVoice {
      warnings = List.copyOf(warnings);
    }
  }

  private final Cache<AudioKey, LearnedVoice> voices;

  /** @param most of them to keep; 0 for none */
  LearnedVoices(int most) {
    this.voices = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  /** What the voice of these recordings is kept under: a digest of them in their order, and of what each is for. */
  static AudioKey key(VoiceLesson lesson) {
    AudioKey.Digest digest = new AudioKey.Digest();
    Stream.concat(lesson.references().stream(), lesson.base().stream())
        .forEach(recording -> digest.add(recording.field()).add(recording.file()));
    return digest.key();
  }

  /** The voice under that key, if it was kept. */
  Optional<LearnedVoice> find(AudioKey key) {
    return Optional.ofNullable(voices.getIfPresent(key));
  }

  void keep(AudioKey key, LearnedVoice learned) {
    voices.put(key, learned);
  }
}
