package coqui.download;

import coqui.checkpoint.CheckpointFolder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a checkpoint is fetched from, and what is known of its files. Immutable.
 *
 * <p><b>What is known of XTTS v2.</b> Sizes and SHA-256 are those of the revision that {@link #PUBLISHED} names. They
 * were not taken from Hugging Face itself but from what others pinned and verified against their downloads: lists in
 * five public projects, some for that revision and some for {@code main}, agree in every file that they name, and each
 * file is in three of them or more. One also pins {@code hash.md5}, and its hash is that of the {@code model_hash} in
 * Coqui's own package ({@code TTS/.models.json}: 10f92b55c512af7a8d39d650547a15a7). A wrong digit would refuse the
 * right file, never let a wrong one in.
 */
public final class ModelSource {

  /** XTTS v2 as Coqui published it, at a revision that does not change. */
  public static final URI PUBLISHED =
      URI.create("https://huggingface.co/coqui/XTTS-v2/resolve/6c2b0d75eae4b7047358e3b6bd9325f857d43f77/");

  /** The licence of XTTS v2 and of what is trained from it. */
  public static final URI LICENCE =
      URI.create("https://huggingface.co/coqui/XTTS-v2/blob/6c2b0d75eae4b7047358e3b6bd9325f857d43f77/LICENSE.txt");

  private static final long MOST_JSON_BYTES = 32L << 20;
  private static final long MOST_SPEAKER_BYTES = 512L << 20;
  private static final long MOST_MODEL_BYTES = 16L << 30;   // with optimizer state, a trainer's file has 5.6 GB

  private final URI baseUrl;
  private final List<RemoteFile> files;

  ModelSource(URI baseUrl, List<RemoteFile> files) {
    this.baseUrl = baseUrl;
    this.files = List.copyOf(files);
  }

  /** XTTS v2 as Coqui published it, from there or a mirror. */
  public static ModelSource xttsV2(URI baseUrl) {
    return new ModelSource(baseUrl, List.of(
        known(CheckpointFolder.CONFIG, 4_368,
            "ef262b1454dd2a77e1461b0b2cd53e19b8a7624cc131b837d36df67356bc75e8"),
        known(CheckpointFolder.VOCABULARY, 361_219,
            "928260878a59da8a72a2a5b7687fea29d5106137669d90945430fe17e415304a"),
        known(CheckpointFolder.SPEAKERS, 7_754_818,
            "f0f6137c19a4eab0cbbe4c99b5babacf68b1746e50da90807708c10e645b943b"),
        known(CheckpointFolder.MODEL, 1_867_929_118,
            "c7ea20001c6a0a841c77e252d8409f6a74fb423e79b3206a0771ba5989776187")));
  }

  /** Another checkpoint of the same kind, such as a fine-tuned one: nothing is known of its files but their names. */
  public static ModelSource otherCheckpoint(URI baseUrl) {
    return new ModelSource(baseUrl, List.of(
        unknown(CheckpointFolder.CONFIG, MOST_JSON_BYTES),
        unknown(CheckpointFolder.VOCABULARY, MOST_JSON_BYTES),
        unknown(CheckpointFolder.SPEAKERS, MOST_SPEAKER_BYTES),
        unknown(CheckpointFolder.MODEL, MOST_MODEL_BYTES)));
  }

  private static RemoteFile known(String name, long bytes, String sha256) {
    return new RemoteFile(name, Optional.of(new RemoteFile.Content(bytes, sha256)), bytes);
  }

  private static RemoteFile unknown(String name, long mostBytes) {
    return new RemoteFile(name, Optional.empty(), mostBytes);
  }

  /**
   * The address of a folder, with a slash at its end.
   *
   * @throws IllegalArgumentException if it is not one over http or https
   */
  public static URI baseUrl(String text) {
    try {
      URI url = new URI(text.endsWith("/") ? text : text + "/");
      boolean web = isScheme(url, "https") || isScheme(url, "http");
      if (web && url.getHost() != null && url.getRawUserInfo() == null
          && url.getRawQuery() == null && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException notAnAddress) {
      // told below, in the same words
    }
    throw new IllegalArgumentException("the address of a folder, https://HOST/PATH/, without user, query and fragment");
  }

  /** Small ones first, {@code model.pth} last. */
  List<RemoteFile> files() {
    return files;
  }

  URI urlOf(RemoteFile file) {
    return baseUrl.resolve(file.name());
  }

  /** Whether {@code http} may be spoken: only where it was asked for. */
  boolean mayBePlain() {
    return isScheme(baseUrl, "http");
  }

  /** Whether the hash of every file is known. */
  boolean isKnown() {
    return files.stream().allMatch(file -> file.published().isPresent());
  }

  /** Tells this checkpoint from others; that of known files is the same wherever they come from. */
  String checkpoint() {
    return isKnown() ? files.toString() : baseUrl.toString();
  }

  static boolean isScheme(URI url, String scheme) {
    return url.getScheme() != null && url.getScheme().toLowerCase(Locale.ROOT).equals(scheme);
  }
}
