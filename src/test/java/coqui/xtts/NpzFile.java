package coqui.xtts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;

/** The arrays of a file of NumPy's {@code savez}: a ZIP of {@code .npy}, each a small header before the values. */
final class NpzFile {

  private static final Pattern HEADER = Pattern.compile(
      "'descr': *'<(f4|f8|i4|i8)'.*'fortran_order': *(True|False).*'shape': *\\(([\\d, ]*)\\)");

  private final Path file;

  NpzFile(Path file) {
    this.file = file;
  }

  /** An array as it lies in the file: shape, and values row by row. */
  record Array(int[] shape, double[] values) {

    float[] floats() {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    int[] integers() {
      return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }
  }

  Array array(String name) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return parse(zip.getInputStream(zip.getEntry(name + ".npy")).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Array parse(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int headerStart = bytes[6] == 1 ? 10 : 12;
    int headerLength = bytes[6] == 1 ? buffer.getShort(8) : buffer.getInt(8);
    String header = new String(bytes, headerStart, headerLength, StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.find()) {
      throw new IllegalArgumentException(file + ": cannot read an array with the header " + header);
    }
    int[] shape = Arrays.stream(matcher.group(3).split("[, ]+")).filter(extent -> !extent.isEmpty())
        .mapToInt(Integer::parseInt).toArray();
    int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    ByteBuffer data = buffer.position(headerStart + headerLength);
    double[] values = IntStream.range(0, count).mapToDouble(i -> value(data, matcher.group(1))).toArray();
    return new Array(shape, matcher.group(2).equals("True") ? byRows(values, shape) : values);
  }

  /** Values whose first index moves fastest ("Fortran order"), with the last one moving fastest. */
  private static double[] byRows(double[] byColumns, int[] shape) {
    double[] values = new double[byColumns.length];
    for (int i = 0; i < values.length; i++) {
      int rest = i;
      int from = 0;
      int below = values.length;
      for (int dimension = shape.length - 1; dimension >= 0; dimension--) {
        below /= shape[dimension];
        from += rest % shape[dimension] * below;
        rest /= shape[dimension];
      }
      values[i] = byColumns[from];
    }
    return values;
  }

  private static double value(ByteBuffer data, String type) {
    return switch (type) {
      case "f4" -> data.getFloat();
      case "f8" -> data.getDouble();
      case "i4" -> data.getInt();
      default -> data.getLong();
    };
  }
}
