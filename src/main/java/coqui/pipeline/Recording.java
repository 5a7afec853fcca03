package coqui.pipeline;

/**
 * A file that somebody sent, not yet decoded.
 *
 * @param field of the request it came in
 * @param index its place among the files of that field, from 0
 * @param file whatever it may hold. Not copied
 */
public record Recording(String field, int index, byte[] file) {

  /** Without the file. */
  @Override
  public String toString() {
    return "%s[%d] of %d bytes".formatted(field, index, file.length);
  }
}
