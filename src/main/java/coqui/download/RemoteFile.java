package coqui.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file of a checkpoint, as it can be fetched.
 *
 * @param name in the folder, and at the source
 * @param published what it must hold; empty where nobody knows
 * @param mostBytes that are taken where that is not known
 */
record RemoteFile(String name, Optional<Content> published, long mostBytes) {

  private static final int BUFFER_BYTES = 1 << 20;

  /** @param sha256 in 64 lower-case hexadecimal digits */
  record Content(long bytes, String sha256) {}

  /** What is wrong with a whole file: found and expected. Empty if it is as published, or nothing is known of it. */
  Optional<String> problem(Path file) throws IOException {
    if (published.isEmpty()) {
      return Optional.empty();
    }
    Content expected = published.get();
    long bytes = Files.size(file);
    if (bytes != expected.bytes()) {
      return Optional.of("it has %,d bytes, expected %,d".formatted(bytes, expected.bytes()));
    }
    String sha256 = sha256(file);
    return sha256.equals(expected.sha256())
        ? Optional.empty()
        : Optional.of("its SHA-256 is %s, expected %s".formatted(sha256, expected.sha256()));
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      while (in.read(buffer) >= 0) {
        // the digest hears of every byte
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
