package coqui.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The arrays of a {@code .npz} file, as {@code numpy.savez} writes it: a zip of {@code NAME.npy}, each the magic, a
 * version, the length of a Python dict literal ({@code descr}, {@code fortran_order}, {@code shape}), that dict,
 * and the values. Types {@code <f4}, {@code <f8}, {@code <i4} and {@code <i8}, in C or Fortran order.
 */
public final class NpzFile {

  private static final Pattern HEADER = Pattern.compile(
      "'descr': '(?<type>[^']+)', 'fortran_order': (?<fortran>True|False), 'shape': \\((?<shape>[0-9, ]*)\\)");

  private record Values(String type, boolean fortranOrder, int[] shape, ByteBuffer bytes) {

    int size() {
      int size = 1;
      for (int length : shape) {
        size *= length;
      }
      return size;
    }

    /** Where in the file the element lies that is at {@code index} when counted row after row. */
    int place(int index) {
      if (!fortranOrder) {
        return index;
      }
      int place = 0;
      int rest = index;
      for (int axis = shape.length - 1, stride = size(); axis >= 0; axis--) {
        stride /= shape[axis];
        place += rest % shape[axis] * stride;
        rest /= shape[axis];
      }
      return place;
    }
  }

  private final Map<String, Values> arrays = new LinkedHashMap<>();

  private NpzFile() {}

  /** The directory named by {@code -Dcoqui.reference=DIR}, else the fixtures of this project. */
  public static Path directory() {
    return Path.of(System.getProperty("coqui.reference", "src/test/resources/reference/xtts"));
  }

  /** @param file read at once and wholly */
  public static NpzFile read(Path file) {
    NpzFile npz = new NpzFile();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        npz.arrays.put(entry.getName().replaceFirst("\\.npy$", ""), values(entry.getName(), zip.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
    return npz;
  }

  public Set<String> names() {
    return arrays.keySet();
  }

  public int[] shape(String name) {
    return array(name).shape.clone();
  }

  /** A {@code <f4} or {@code <f8} array, row after row. */
  public float[] floats(String name) {
    Values array = array(name);
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = switch (array.type) {
        case "<f4" -> array.bytes.getFloat(4 * array.place(i));
        case "<f8" -> (float) array.bytes.getDouble(8 * array.place(i));
        default -> throw new IllegalStateException(name + " is " + array.type + ", expected floats");
      };
    }
    return values;
  }

  /** A {@code <i4} or {@code <i8} array, row after row. */
  public int[] ints(String name) {
    Values array = array(name);
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = switch (array.type) {
        case "<i4" -> array.bytes.getInt(4 * array.place(i));
        case "<i8" -> Math.toIntExact(array.bytes.getLong(8 * array.place(i)));
        default -> throw new IllegalStateException(name + " is " + array.type + ", expected integers");
      };
    }
    return values;
  }

  private Values array(String name) {
    Values array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no array " + name + ", only " + arrays.keySet());
    }
    return array;
  }

  private static Values values(String name, byte[] npy) {
    ByteBuffer bytes = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
    int version = npy[6];
    int start = version == 1 ? 10 : 12;
    int length = version == 1 ? Short.toUnsignedInt(bytes.getShort(8)) : bytes.getInt(8);
    String header = new String(npy, start, length, StandardCharsets.ISO_8859_1);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.find()) {
      throw new IllegalStateException(name + ": unexpected header " + header);
    }
    String[] lengths = matcher.group("shape").isBlank() ? new String[0] : matcher.group("shape").split(",\\s*");
    int[] shape = new int[lengths.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Integer.parseInt(lengths[i].strip());
    }
    bytes.position(start + length);
    ByteBuffer values = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    return new Values(matcher.group("type"), matcher.group("fortran").equals("True"), shape, values);
  }
}
