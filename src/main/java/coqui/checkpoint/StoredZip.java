package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A ZIP whose entries are stored, opened for reading any byte of any entry in place; zip64 included.
 *
 * <p>{@code java.util.zip.ZipFile} gives streams only. Tensors need random access, and gigabytes should not pass
 * through small buffers. Entry sizes come from the central directory; every entry must lie before it, so no read
 * leaves the file. Checksums are not compared by themselves: PyTorch's own reader does not either, and files written
 * without them are legal.
 *
 * <p><b>Threads.</b> Reads are positional, any thread may read; closing fails the reads that follow.
 */
final class StoredZip implements Closeable {

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int ZIP64_LOCATOR_BYTES = 20;
  private static final int ZIP64_END = 0x06064b50;
  private static final int ZIP64_END_BYTES = 56;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int MAX_COMMENT_BYTES = 0xFFFF;
  private static final int ZIP64_EXTRA = 1;
  private static final long SATURATED_32 = 0xFFFF_FFFFL;
  private static final int SATURATED_16 = 0xFFFF;

  private final Path file;
  private final FileChannel channel;
  private final Map<String, Entry> entries;

  /**
   * One entry as the central directory describes it.
   *
   * @param headerOffset where its local header begins
   * @param size bytes, stored
   * @param checksum CRC-32 of the bytes, as the writer claims
   */
  record Entry(String name, long headerOffset, long size, long checksum) {
  }

  private record Directory(long offset, long bytes, long entries) {
  }

  private StoredZip(Path file, FileChannel channel, Map<String, Entry> entries) {
    this.file = file;
    this.channel = channel;
    this.entries = entries;
  }

  /** Opens {@code file} and reads its directory. */
  static StoredZip open(Path file, CheckpointLimits limits) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return new StoredZip(file, channel, readEntries(file, channel, limits));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw ForeignFile.unreadable(file, e);
    }
  }

  Path file() {
    return file;
  }

  Collection<Entry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /** The entry of that name, or null. */
  Entry entry(String name) {
    return entries.get(name);
  }

  /** Where the entry's own bytes begin in the file. */
  long dataOffset(Entry entry) {
    ByteBuffer local = little(LOCAL_BYTES);
    readFully(entry.headerOffset(), local);
    if (local.getInt(0) != LOCAL) {
      throw new ModelLoadException(file, "the ZIP entry " + Excerpt.of(entry.name()) + " has no header at byte "
          + entry.headerOffset()
          + "; the file is corrupt");
    }
    return entry.headerOffset() + LOCAL_BYTES + Short.toUnsignedInt(local.getShort(26))
        + Short.toUnsignedInt(local.getShort(28));
  }

  /** Fills {@code target} from byte {@code position} of the file and flips it. */
  void readFully(long position, ByteBuffer target) {
    try {
      readFully(channel, position, target);
    } catch (EOFException e) {
      throw new ModelLoadException(file, "the file is truncated or corrupt: " + e.getMessage());
    } catch (IOException e) {
      throw ForeignFile.unreadable(file, e);
    }
  }

  /** The CRC-32 that the entry's bytes really have. */
  long checksum(Entry entry, ByteBuffer buffer) {
    CRC32 crc = new CRC32();
    long start = dataOffset(entry);
    for (long done = 0; done < entry.size(); ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), entry.size() - done));
      readFully(start + done, buffer);
      done += buffer.limit();
      crc.update(buffer);
    }
    return crc.getValue();
  }

  /**
   * Adds what tells this file from another: its size and time, and the names, places and claimed checksums of its
   * entries.
   */
  void identify(MessageDigest digest) {
    try {
      String sizeAndTime = "%d %s\n".formatted(channel.size(), Files.getLastModifiedTime(file));
      digest.update(sizeAndTime.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw ForeignFile.unreadable(file, e);
    }
    for (Entry entry : entries.values()) {
      digest.update((entry + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw ForeignFile.unreadable(file, e);
    }
  }

  private static Map<String, Entry> readEntries(Path file, FileChannel channel, CheckpointLimits limits)
      throws IOException {
    Directory directory = findDirectory(file, channel);
    limits.checkZipEntries(file, directory.entries());
    // An entry of a checkpoint takes about 100 bytes; the limit on entries bounds the directory that is held in memory.
    if (directory.bytes() > limits.zipEntries() * 1024 || directory.bytes() < directory.entries() * CENTRAL_BYTES) {
      throw new ModelLoadException(file, "the ZIP directory has %,d bytes for %,d entries; the file is corrupt"
          .formatted(directory.bytes(), directory.entries()));
    }
    ByteBuffer central = little((int) directory.bytes());
    readFully(channel, directory.offset(), central);
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (long i = 0; i < directory.entries(); i++) {
      Entry entry = readEntry(file, central, directory.offset());
      if (entries.put(entry.name(), entry) != null) {
        throw new ModelLoadException(file, "the ZIP entry " + Excerpt.of(entry.name()) + " occurs twice");
      }
    }
    return entries;
  }

  private static Entry readEntry(Path file, ByteBuffer central, long directoryOffset) {
    int at = central.position();
    if (central.remaining() < CENTRAL_BYTES || central.getInt(at) != CENTRAL) {
      throw new ModelLoadException(file, "the ZIP directory is corrupt");
    }
    int flags = Short.toUnsignedInt(central.getShort(at + 8));
    int method = Short.toUnsignedInt(central.getShort(at + 10));
    long checksum = Integer.toUnsignedLong(central.getInt(at + 16));
    long compressed = Integer.toUnsignedLong(central.getInt(at + 20));
    long size = Integer.toUnsignedLong(central.getInt(at + 24));
    int nameBytes = Short.toUnsignedInt(central.getShort(at + 28));
    int extraBytes = Short.toUnsignedInt(central.getShort(at + 30));
    int commentBytes = Short.toUnsignedInt(central.getShort(at + 32));
    long offset = Integer.toUnsignedLong(central.getInt(at + 42));
    if (central.remaining() < CENTRAL_BYTES + nameBytes + extraBytes + commentBytes) {
      throw new ModelLoadException(file, "the ZIP directory is corrupt");
    }
    String name = StandardCharsets.UTF_8.decode(central.slice(at + CENTRAL_BYTES, nameBytes)).toString();
    String shown = Excerpt.of(name);
    central.position(at + CENTRAL_BYTES + nameBytes + extraBytes + commentBytes);

    ByteBuffer wide = zip64Extra(central.slice(at + CENTRAL_BYTES + nameBytes, extraBytes)
        .order(ByteOrder.LITTLE_ENDIAN));
    size = widen(file, shown, size, wide);
    compressed = widen(file, shown, compressed, wide);
    offset = widen(file, shown, offset, wide);
    if (method != 0 || (flags & 1) != 0 || compressed != size) {
      throw new ModelLoadException(file, "the ZIP entry " + shown
          + " is compressed or encrypted; torch.save stores entries as they "
          + "are, so save the checkpoint again with it");
    }
    if (offset < 0 || size < 0 || offset > directoryOffset - LOCAL_BYTES
        || size > directoryOffset - LOCAL_BYTES - offset) {
      throw new ModelLoadException(file,
          "the ZIP entry %s (%d bytes at %d) lies outside the file; it is truncated or corrupt"
          .formatted(shown, size, offset));
    }
    return new Entry(name, offset, size, checksum);
  }

  /** The zip64 extra field, empty where there is none: 64-bit values for the saturated fields, in their fixed order. */
  private static ByteBuffer zip64Extra(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int bytes = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
      if (id == ZIP64_EXTRA) {
        return extra.slice(extra.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + bytes);
    }
    return little(0);
  }

  private static long widen(Path file, String name, long value, ByteBuffer wide) {
    if (value != SATURATED_32) {
      return value;
    }
    if (wide.remaining() < Long.BYTES) {
      throw new ModelLoadException(file, "the ZIP entry " + name + " lacks its 64-bit sizes; the file is corrupt");
    }
    return wide.getLong();
  }

  private static Directory findDirectory(Path file, FileChannel channel) throws IOException {
    long length = channel.size();
    int tailBytes = (int) Math.min(length, END_BYTES + MAX_COMMENT_BYTES);
    ByteBuffer tail = little(tailBytes);
    readFully(channel, length - tailBytes, tail);
    for (int at = tailBytes - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END && Short.toUnsignedInt(tail.getShort(at + 20)) == tailBytes - at - END_BYTES) {
        return directoryAt(file, channel, tail, at, length - tailBytes + at);
      }
    }
    throw ForeignFile.notZip(file, channel);
  }

  private static Directory directoryAt(Path file, FileChannel channel, ByteBuffer tail, int at, long endOffset)
      throws IOException {
    long entries = Short.toUnsignedInt(tail.getShort(at + 10));
    long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
    long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
    long limit = endOffset;
    if ((entries == SATURATED_16 || bytes == SATURATED_32 || offset == SATURATED_32)
        && endOffset >= ZIP64_LOCATOR_BYTES) {
      ByteBuffer locator = little(ZIP64_LOCATOR_BYTES);
      readFully(channel, endOffset - ZIP64_LOCATOR_BYTES, locator);
      long wideOffset = locator.getLong(8);
      if (locator.getInt(0) == ZIP64_LOCATOR && wideOffset >= 0 && wideOffset <= endOffset - ZIP64_END_BYTES) {
        ByteBuffer wide = little(ZIP64_END_BYTES);
        readFully(channel, wideOffset, wide);
        if (wide.getInt(0) != ZIP64_END) {
          throw new ModelLoadException(file, "the zip64 directory record is missing; the file is corrupt");
        }
        entries = wide.getLong(32);
        bytes = wide.getLong(40);
        offset = wide.getLong(48);
        limit = wideOffset;
      }
    }
    if (entries < 0 || bytes < 0 || offset < 0 || offset > limit || bytes > limit - offset) {
      throw new ModelLoadException(file,
          "the ZIP directory (%d bytes at %d) lies outside the file; it is truncated or corrupt"
          .formatted(bytes, offset));
    }
    return new Directory(offset, bytes, entries);
  }

  private static void readFully(FileChannel channel, long position, ByteBuffer target) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int read = channel.read(target, at);
      if (read < 0) {
        throw new EOFException("it ends at byte %,d, expected %,d more".formatted(channel.size(), target.remaining()));
      }
      at += read;
    }
    target.flip();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

}
