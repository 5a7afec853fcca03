package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import coqui.speech.Voice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code speakers_xtts.pth}: the built-in voices.
 *
 * <pre>{@code name → {gpt_cond_latent    [1, 32, D]
 *         speaker_embedding  [1, E, 1]}}</pre>
 */
final class SpeakersFile {

  private static final String LATENTS = "gpt_cond_latent";
  private static final String EMBEDDING = "speaker_embedding";
  private static final int MOST_LATENTS = 1024;
  private static final int IDENTIFYING_BYTES = 1 << 16;
  private static final int IDENTIFYING_DIGITS = 32;

  private SpeakersFile() {
  }

  /** The voices by their names, in the order of the file. */
  static Map<String, Voice> read(Path file, XttsConfig config, CheckpointLimits limits) {
    try (TorchFile torchFile = TorchFile.open(file, limits)) {
      if (!(torchFile.root() instanceof Pickled.Dict speakers) || speakers.members().isEmpty()) {
        throw new ModelLoadException(file, "the file holds no dictionary of speakers");
      }
      limits.checkVoices(file, speakers.members().size());
      Map<String, Voice> voices = new LinkedHashMap<>();
      long bytes = 0;
      for (Map.Entry<String, Object> speaker : speakers.members().entrySet()) {
        String name = speaker.getKey();
        if (name.isBlank() || !name.equals(Excerpt.of(name))) {
          throw new ModelLoadException(file, "a speaker has the name \"" + Excerpt.of(name)
              + "\", expected printable text");
        }
        TensorSource latents = tensor(torchFile, name, speaker.getValue(), LATENTS);
        TensorSource embedding = tensor(torchFile, name, speaker.getValue(), EMBEDDING);
        checkLatents(file, name, latents.shape(), config.gptWidth());
        checkEmbedding(file, name, embedding.shape(), config.speakerEmbeddingWidth());
        bytes += (latents.count() + embedding.count()) * Float.BYTES;
        limits.checkVoiceBytes(file, bytes);
        voices.put(name, new Voice(name, (int) latents.shape()[1], latents.values(), embedding.values()));
      }
      return Collections.unmodifiableMap(voices);
    }
  }

  /** Of its size and its end, which is the ZIP directory with a checksum of every tensor. */
  static Optional<String> identity(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, IDENTIFYING_BYTES));
      while (end.hasRemaining() && channel.read(end, size - end.remaining()) > 0) {
        // on to the rest
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(end.flip());
      return Optional.of(size + "-" + HexFormat.of().formatHex(digest.digest(), 0, IDENTIFYING_DIGITS / 2));
    } catch (IOException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static TensorSource tensor(TorchFile file, String name, Object speaker, String member) {
    if (speaker instanceof Pickled.Dict members && members.get(member) instanceof Pickled.Tensor tensor) {
      return file.tensor(name + ": " + member, tensor);
    }
    throw new ModelLoadException(file.path(), "speaker " + name + " has no tensor " + member);
  }

  private static void checkLatents(Path file, String name, long[] shape, int width) {
    if (shape.length != 3 || shape[0] != 1 || shape[1] < 1 || shape[1] > MOST_LATENTS || shape[2] != width) {
      throw new ModelLoadException(file,
          "speaker %s: %s is %s, expected [1, 32, %d] (config.json: gpt_n_model_channels)".formatted(
          name, LATENTS, Arrays.toString(shape), width));
    }
  }

  private static void checkEmbedding(Path file, String name, long[] shape, int width) {
    if (!Arrays.equals(shape, new long[] {1, width, 1})) {
      throw new ModelLoadException(file,
          "speaker %s: %s is %s, expected [1, %d, 1] (config.json: d_vector_dim)".formatted(
          name, EMBEDDING, Arrays.toString(shape), width));
    }
  }
}
