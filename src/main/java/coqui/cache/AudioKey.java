package coqui.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a recording, or a voice learned from recordings, is kept under: a digest of everything that it was made of.
 *
 * @param digits the SHA-256 in 64 hexadecimal digits, lower case
 */
public record AudioKey(String digits) {

  private static final int BYTES = 32;

  public AudioKey {
    if (!digits.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
      throw new IllegalArgumentException("a key is '%s', expected 64 hexadecimal digits".formatted(digits));
    }
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(digits);
  }

  /**
   * Takes in, one after the other, what it was made of; arrays and texts with their lengths, so that none runs into
   * the next. One thread at a time.
   */
  public static final class Digest {

    private final MessageDigest digest = sha256();

    public Digest add(String text) {
      return add(text.getBytes(StandardCharsets.UTF_8));
    }

    public Digest add(byte[] bytes) {
      add(bytes.length);
      digest.update(bytes);
      return this;
    }

    public Digest add(long number) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
      return this;
    }

    public Digest add(double number) {
      return add(Double.doubleToLongBits(number));
    }

    public Digest add(boolean truth) {
      return add(truth ? 1 : 0);
    }

    public Digest add(int[] numbers) {
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
      bytes.asIntBuffer().put(numbers);
      add(numbers.length);
      digest.update(bytes);
      return this;
    }

    public Digest add(float[] numbers) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length);
      bytes.asFloatBuffer().put(numbers);
      add(numbers.length);
      digest.update(bytes);
      return this;
    }

    /** The key of all that was taken in. Ends the digest. */
    public AudioKey key() {
      return new AudioKey(HexFormat.of().formatHex(digest.digest()));
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
