package coqui.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {

  @TempDir Path directory;

  @Test
  void ints_rowMajorArray_areInFileOrder() throws IOException {
    NpzFile npz =
        NpzFile.read(archiveOf("{'descr': '<i4', 'fortran_order': False, 'shape': (2, 3), }", 1, 2, 3, 4, 5, 6));

    assertThat(npz.shape("a")).containsExactly(2, 3);
    assertThat(npz.ints("a")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void ints_columnMajorArray_areTurnedIntoRows() throws IOException {
    NpzFile npz =
        NpzFile.read(archiveOf("{'descr': '<i4', 'fortran_order': True, 'shape': (2, 3), }", 1, 4, 2, 5, 3, 6));

    assertThat(npz.ints("a")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  private Path archiveOf(String header, int... values) throws IOException {
    ByteBuffer npy = ByteBuffer.allocate(10 + header.length() + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    npy.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    npy.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    for (int value : values) {
      npy.putInt(value);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(npy.array());
      zip.closeEntry();
    }
    return Files.write(directory.resolve("a.npz"), bytes.toByteArray());
  }
}
