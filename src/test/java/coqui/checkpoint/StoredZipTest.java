package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StoredZipTest {

  private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.US_ASCII);
  private static final int END_BYTES = 22;

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("model.pth");
  }

  @Test
  void open_writtenByJava_readsEveryEntryInPlace() throws IOException {
    writeWithJava(ZipEntry.STORED, "a comment");

    try (StoredZip zip = StoredZip.open(file, CheckpointLimits.DEFAULTS)) {
      assertThat(zip.entries()).extracting(StoredZip.Entry::name).containsExactly("m/one", "m/two");
      assertThat(read(zip, "m/two")).isEqualTo(CONTENT);
      assertThat(zip.entry("m/three")).isNull();
    }
  }

  @Test
  void open_entriesBeyondFourGigabytes_areReadByTheir64BitPlaces() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.SPARSE)) {
      channel.position(5L << 30); // a hole, which takes no room on the disk
      StoredZipWriter writer = new StoredZipWriter(channel);
      writer.add("m/one", CONTENT);
      writer.finish();
    }

    try (StoredZip zip = StoredZip.open(file, CheckpointLimits.DEFAULTS)) {
      assertThat(zip.dataOffset(zip.entry("m/one"))).isGreaterThan(5L << 30);
      assertThat(read(zip, "m/one")).isEqualTo(CONTENT);
    }
  }

  @Test
  void write_anyEntries_areReadByJavaAndAlignedTo64Bytes() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      StoredZipWriter writer = new StoredZipWriter(channel);
      for (int length = 0; length < 70; length++) {
        writer.add("m/" + "n".repeat(length), new byte[length]);
      }
      writer.finish();
    }

    try (ZipFile java = new ZipFile(file.toFile()); StoredZip ours = StoredZip.open(file, CheckpointLimits.DEFAULTS)) {
      for (StoredZip.Entry entry : ours.entries()) {
        assertThat(ours.dataOffset(entry) % 64).as(entry.name()).isZero();
        assertThat(java.getInputStream(java.getEntry(entry.name())).readAllBytes()).hasSize((int) entry.size());
        assertThat(java.getEntry(entry.name()).getCrc()).isEqualTo(ours.checksum(entry, ByteBuffer.allocate(7)));
      }
    }
  }

  @Test
  void write_sameNameTwice_isRefused() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      StoredZipWriter writer = new StoredZipWriter(channel);
      writer.add("m/one", CONTENT);
      assertThatThrownBy(() -> writer.add("m/one", CONTENT)).hasMessageContaining("added twice");
    }
  }

  @Test
  void open_deflatedEntry_isRefused() throws IOException {
    writeWithJava(ZipEntry.DEFLATED, null);

    refused("the ZIP entry m/one is compressed or encrypted; torch.save stores entries as they are");
  }

  @Test
  void open_sameNameTwice_isRefused() throws IOException {
    writeWithJava(ZipEntry.STORED, null);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("m/two", "m/one");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));

    refused("the ZIP entry m/one occurs twice");
  }

  @Test
  void open_missingFile_isRefused() {
    refused("the file cannot be read: " + file + " is missing");
  }

  @Test
  void open_folder_isRefused() throws IOException {
    Files.createDirectory(file);

    refused("the file cannot be read");
  }

  @ParameterizedTest(name = "{0} bytes cut off")
  @ValueSource(ints = {1, 10, 60, 150})
  void open_truncated_isRefused(int cut) throws IOException {
    writeWithJava(ZipEntry.STORED, null);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - cut));

    refused("the file is truncated: it begins as a ZIP but has no directory at its end");
  }

  @Test
  void open_cutInTheMiddle_isRefused() throws IOException {
    writeWithJava(ZipEntry.STORED, null);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOfRange(bytes, 40, bytes.length));

    refused("the ZIP directory (");
    refused("lies outside the file; it is truncated or corrupt");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(delimiter = '|', value = {
      "                                  | the file is empty",
      "8002 8a0a 6cfc9c46f9206aa85019 2e | PyTorch's old format, a pickle without a ZIP around it; save it again",
      "76657273696f6e2068747470733a2f2f6769742d6c66732e | a Git LFS pointer, not the file itself; run git lfs pull",
      "3c68746d6c3e                      | the file is not a ZIP as torch.save writes it"})
  void open_foreignFile_isRefusedWithWhatItIs(String hex, String problem) throws IOException {
    Files.write(file, hex == null ? new byte[0] : HexFormat.of().parseHex(hex.replace(" ", "")));

    refused(problem);
  }

  @Test
  void open_oldTarFormat_isRefusedWithWhatItIs() throws IOException {
    byte[] tar = new byte[1024];
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    Files.write(file, tar);

    refused("PyTorch's old tar format; save it again with PyTorch 1.6");
  }

  @Test
  void open_moreEntriesThanTheLimit_isRefused() throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < 100_001; i++) {
        zip.putNextEntry(new ZipEntry(Integer.toString(i)));
      }
    }

    refused("the ZIP directory lists 100,001 entries, the limit is 100,000");
  }

  @Test
  void open_directoryThatClaimsGigabytes_isRefusedWithoutAllocatingThem() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.SPARSE)) {
      ByteBuffer end = ByteBuffer.allocate(END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      end.putInt(0x06054b50).putInt(0).putShort((short) 9).putShort((short) 9).putInt(2_000_000_000).putInt(0)
          .putShort((short) 0);
      channel.write(end.flip(), 2_000_000_000);
    }

    refused("the ZIP directory has 2,000,000,000 bytes for 9 entries");
  }

  /** Offsets are into the directory's record of {@code m/one}. */
  @ParameterizedTest(name = "{3}")
  @CsvSource({
      "0, 4, 0, the ZIP directory is corrupt",
      "28, 2, 65535, the ZIP directory is corrupt",
      "24, 4, 2147483647, 'the ZIP entry m/one is compressed'",
      "24, 4, -1, the ZIP entry m/one lacks its 64-bit sizes",
      "42, 4, 2147483647, the ZIP entry m/one (10 bytes at 2147483647) lies outside the file",
      "8, 2, 1, the ZIP entry m/one is compressed or encrypted"})
  void open_corruptRecord_isRefused(int offset, int bytes, int value, String problem) throws IOException {
    writeWithJava(ZipEntry.STORED, null);
    patch(directoryOffset() + offset, bytes, value);

    refused(problem);
  }

  @Test
  void dataOffset_entryWithoutItsHeader_isRefused() throws IOException {
    writeWithJava(ZipEntry.STORED, null);
    patch(0, 2, 0);

    try (StoredZip zip = StoredZip.open(file, CheckpointLimits.DEFAULTS)) {
      assertThatThrownBy(() -> zip.dataOffset(zip.entry("m/one")))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("the ZIP entry m/one has no header at byte 0; the file is corrupt");
    }
  }

  private void refused(String problem) {
    assertThatThrownBy(() -> StoredZip.open(file, CheckpointLimits.DEFAULTS).close())
        .isInstanceOf(ModelLoadException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem);
  }

  private void writeWithJava(int method, String comment) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(CONTENT);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(method);
      zip.setComment(comment);
      for (String name : new String[] {"m/one", "m/two"}) {
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(CONTENT.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(CONTENT);
      }
    }
  }

  private long directoryOffset() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - END_BYTES + 16);
  }

  private void patch(long position, int bytes, int value) throws IOException {
    ByteBuffer little = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN)
        .putInt(value).flip().limit(bytes);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(little, position);
    }
  }

  private static byte[] read(StoredZip zip, String name) {
    ByteBuffer bytes = ByteBuffer.allocate((int) zip.entry(name).size());
    zip.readFully(zip.dataOffset(zip.entry(name)), bytes);
    return bytes.array();
  }
}
