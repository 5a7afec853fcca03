package coqui.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import coqui.speech.Voice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  private final Cache<String, LearnedVoice> voices;

  /** @param most of them to keep; 0 for none */
  LearnedVoices(int most) {
    this.voices = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  /** The voice of these recordings, if it was kept. */
  Optional<LearnedVoice> find(CloneRequest clone) {
    return Optional.ofNullable(voices.getIfPresent(digest(clone)));
  }

  /** Keeps the voice of these recordings. */
  void keep(CloneRequest clone, LearnedVoice learned) {
    voices.put(digest(clone), learned);
  }

  /** SHA-256 of field, length and bytes of each recording, in their order. */
  private static String digest(CloneRequest clone) {
    MessageDigest digest = sha256();
    Stream.concat(clone.references().stream(), clone.base().stream()).forEach(recording -> {
      digest.update((recording.field() + " ").getBytes(StandardCharsets.UTF_8));
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(recording.file().length).flip());
      digest.update(recording.file());
    });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
