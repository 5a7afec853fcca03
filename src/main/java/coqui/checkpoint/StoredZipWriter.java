package coqui.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Writes a ZIP of stored entries, each aligned to 64 bytes as PyTorch aligns storages, of any size (zip64).
 *
 * <p>{@code java.util.zip.ZipOutputStream} wants the checksum of a stored entry before its bytes, which would read
 * every tensor twice; here the header is written again once the entry is complete. One thread.
 */
final class StoredZipWriter {

  private static final int ALIGNMENT = 64;
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int ZIP64_EXTRA_BYTES = 28;
  private static final int ZIP64_END_BYTES = 56;
  private static final int ENDS_BYTES = ZIP64_END_BYTES + 20 + 22;
  private static final short VERSION_ZIP64 = 45;
  private static final short UTF8_NAMES = 1 << 11;
  /** The first of January 1980, the oldest date that a ZIP can tell: the same input gives the same bytes. */
  private static final int DOS_TIME = 0x0021_0000;
  private static final short PADDING_EXTRA = 0x4246;

  private final FileChannel channel;
  private final List<Written> written = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private record Written(byte[] name, long offset, long size, int crc) {
  }

  /** Produces the bytes of an entry, in pieces. */
  interface Content {
    void writeTo(Sink sink) throws IOException;
  }

  /** Takes the bytes of an entry, all that remains in each buffer. */
  interface Sink {
    void write(ByteBuffer bytes) throws IOException;
  }

  /** @param channel empty, positioned at its start; the caller closes it */
  StoredZipWriter(FileChannel channel) {
    this.channel = channel;
  }

  void add(String name, byte[] bytes) throws IOException {
    add(name, sink -> sink.write(ByteBuffer.wrap(bytes)));
  }

  void add(String name, Content content) throws IOException {
    if (!names.add(name)) {
      throw new IllegalArgumentException("the entry " + name + " is added twice");
    }
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    long offset = channel.position();
    int padding = padding(offset + LOCAL_BYTES + nameBytes.length + ZIP64_EXTRA_BYTES);
    writeFully(localHeader(nameBytes, padding, 0, 0));
    long start = channel.position();
    CRC32 crc = new CRC32();
    content.writeTo(bytes -> {
      crc.update(bytes.duplicate());
      writeFully(bytes);
    });
    long size = channel.position() - start;
    ByteBuffer header = localHeader(nameBytes, padding, size, (int) crc.getValue());
    for (long at = offset; header.hasRemaining(); ) {
      at += channel.write(header, at);
    }
    written.add(new Written(nameBytes, offset, size, (int) crc.getValue()));
  }

  /** Writes the directory; nothing may be added after it. */
  void finish() throws IOException {
    long offset = channel.position();
    for (Written entry : written) {
      writeFully(centralHeader(entry));
    }
    writeFully(ends(offset, channel.position() - offset));
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static int padding(long end) {
    // An extra field needs four bytes of its own, so it grows by another 64 where fewer are missing.
    int missing = (int) (-end & ALIGNMENT - 1);
    return missing >= 4 || missing == 0 ? missing : missing + ALIGNMENT;
  }

  private static ByteBuffer localHeader(byte[] name, int padding, long size, int crc) {
    ByteBuffer header = little(LOCAL_BYTES + name.length + ZIP64_EXTRA_BYTES + padding);
    header.putInt(0x04034b50).putShort(VERSION_ZIP64).putShort(UTF8_NAMES).putShort((short) 0).putInt(DOS_TIME);
    header.putInt(crc).putInt(-1).putInt(-1).putShort((short) name.length);
    header.putShort((short) (ZIP64_EXTRA_BYTES + padding)).put(name);
    putZip64(header, size, 0);
    if (padding > 0) {
      header.putShort(PADDING_EXTRA).putShort((short) (padding - 4)).position(header.limit());
    }
    return header.flip();
  }

  private static ByteBuffer centralHeader(Written entry) {
    ByteBuffer header = little(CENTRAL_BYTES + entry.name().length + ZIP64_EXTRA_BYTES);
    header.putInt(0x02014b50).putShort(VERSION_ZIP64).putShort(VERSION_ZIP64).putShort(UTF8_NAMES).putShort((short) 0)
        .putInt(DOS_TIME);
    header.putInt(entry.crc()).putInt(-1).putInt(-1).putShort((short) entry.name().length)
        .putShort((short) ZIP64_EXTRA_BYTES);
    header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(-1).put(entry.name());
    putZip64(header, entry.size(), entry.offset());
    return header.flip();
  }

  private static void putZip64(ByteBuffer header, long size, long offset) {
    header.putShort((short) 1).putShort((short) (ZIP64_EXTRA_BYTES - 4)).putLong(size).putLong(size).putLong(offset);
  }

  private ByteBuffer ends(long offset, long bytes) {
    ByteBuffer ends = little(ENDS_BYTES);
    ends.putInt(0x06064b50).putLong(ZIP64_END_BYTES - 12).putShort(VERSION_ZIP64).putShort(VERSION_ZIP64).putInt(0)
        .putInt(0);
    ends.putLong(written.size()).putLong(written.size()).putLong(bytes).putLong(offset);
    ends.putInt(0x07064b50).putInt(0).putLong(offset + bytes).putInt(1);
    ends.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort((short) -1).putShort((short) -1);
    ends.putInt(-1).putInt(-1).putShort((short) 0);
    return ends.flip();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
