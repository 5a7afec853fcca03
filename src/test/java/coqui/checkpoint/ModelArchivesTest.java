package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelArchivesTest {

  @TempDir
  Path folder;

  private Path cache;
  private CheckpointFolder checkpoint;

  @BeforeEach
  void copyCheckpoint() throws IOException {
    cache = folder.resolve("cache");
    Path copy = Files.createDirectory(folder.resolve("checkpoint"));
    try (Stream<Path> files = Files.list(Fixtures.REFERENCE)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName().toString()));
      }
    }
    checkpoint = CheckpointFolder.open(copy);
  }

  @Test
  void archiveOf_firstTime_writesAnArchiveAndTellsTheProgress() throws IOException {
    List<Long> done = new ArrayList<>();
    Path archive = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, (doneBytes, totalBytes) -> {
      assertThat(totalBytes).isEqualTo(MEL_HEAD_BYTES);
      done.add(doneBytes);
    });

    assertThat(done).isSorted().endsWith(MEL_HEAD_BYTES);
    assertThat(files(".pt")).containsExactly(archive);
    assertThat(files(".partial")).isEmpty();
  }

  @Test
  void archiveOf_secondTime_isTheSameFileUntouched() throws IOException {
    Path first = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    FileTime written = Files.getLastModifiedTime(first);

    Path second = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, NOT_EXPECTED);

    assertThat(second).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(second)).isEqualTo(written);
  }

  @Test
  void archiveOf_otherCode_replacesTheOldArchive() throws IOException {
    Path old = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    Path current = archives("2").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);

    assertThat(current).isNotEqualTo(old);
    assertThat(files(".pt")).containsExactly(current);
  }

  @Test
  void archiveOf_changedCheckpoint_replacesTheOldArchive() throws IOException {
    Path old = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    Files.setLastModifiedTime(checkpoint.directory().resolve("model.pth"), FileTime.fromMillis(1_700_000_000_000L));
    Path current = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);

    assertThat(current).isNotEqualTo(old);
    assertThat(files(".pt")).containsExactly(current);
  }

  @Test
  void archiveOf_otherCheckpoint_keepsBothArchives() throws IOException {
    Path one = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    Path other = archives("1").archiveOf(
        CheckpointFolder.open(Fixtures.REFERENCE), Precisions.FLOAT32, ConversionProgress.IGNORED);

    assertThat(files(".pt")).containsExactlyInAnyOrder(one, other);
  }

  @Test
  void archiveOf_otherPrecisions_keepsAllArchives() throws IOException {
    Precisions shortGpt = new Precisions(Precision.INT8, Precision.FLOAT32);
    Precisions bothShort = new Precisions(Precision.INT8, Precision.BFLOAT16);
    Path exact = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    Path brief = archives("2").archiveOf(checkpoint, shortGpt, ConversionProgress.IGNORED);
    Path briefer = archives("3").archiveOf(checkpoint, bothShort, ConversionProgress.IGNORED);

    archives("4").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);

    assertThat(files(".pt")).hasSize(3).contains(brief, briefer).doesNotContain(exact);
    assertThat(brief.getFileName().toString()).contains("-int8-");
    assertThat(briefer.getFileName().toString()).contains("-int8+bfloat16-");
  }

  @Test
  void archiveOf_leftoversOfKilledProcesses_areDeletedButNotThoseInWorkOnOtherCheckpoints() throws IOException {
    Path old = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    Path ofThis = Files.write(cache.resolve(old.getFileName() + ".left.partial"), new byte[10]);
    Path ofAnother = Files.write(cache.resolve("other-float32-1.pt.left.partial"), new byte[10]);
    Path inWork = Files.write(cache.resolve("other-float32-1.pt.inWork.partial"), new byte[10]);
    Files.setLastModifiedTime(
        ofAnother, FileTime.from(Instant.now().minus(AtomicFile.ABANDONED).minusSeconds(1)));

    archives("2").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);

    assertThat(files(".partial")).containsExactly(inWork);
    assertThat(ofThis).doesNotExist();
  }

  @ParameterizedTest(name = "a byte changed at {0} of the file")
  @ValueSource(doubles = {0, 0.3, 0.6, 0.9})
  void archiveOf_damagedArchive_isWrittenAnew(double place) throws IOException {
    Path archive = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    byte[] whole = Files.readAllBytes(archive);
    flipByte(archive, (long) (place * whole.length));

    archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);

    assertThat(Files.readAllBytes(archive)).isEqualTo(whole);
  }

  @Test
  void archiveOf_damagedDirectory_isWrittenAnew() throws IOException {
    Path archive = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    byte[] whole = Files.readAllBytes(archive);
    flipByte(archive, whole.length - 120);

    archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);

    assertThat(Files.readAllBytes(archive)).isEqualTo(whole);
  }

  @ParameterizedTest(name = "{0} bytes left")
  @ValueSource(ints = {0, 1, 1000, 200_000})
  void archiveOf_truncatedArchive_isWrittenAnew(int left) throws IOException {
    Path archive = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    byte[] whole = Files.readAllBytes(archive);
    try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
      channel.truncate(left);
    }

    archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);

    assertThat(Files.readAllBytes(archive)).isEqualTo(whole);
  }

  @Test
  void rebuild_intactArchive_isWrittenAnew() {
    Path archive = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    AtomicInteger calls = new AtomicInteger();

    assertThat(archives("1").rebuild(checkpoint, Precisions.FLOAT32, (done, total) -> calls.incrementAndGet())).isEqualTo(archive);
    assertThat(calls).hasPositiveValue();
  }

  @Test
  void archiveOf_partialFileOfAKilledProcess_isRemoved() throws IOException {
    Path archive = archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    Files.move(archive, archive.resolveSibling(archive.getFileName() + ".abandoned.partial"));

    archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);

    assertThat(files(".partial")).isEmpty();
  }

  @Test
  void archiveOf_manyThreads_convertOnce() {
    AtomicInteger conversions = new AtomicInteger();
    List<CompletableFuture<Path>> asked = IntStream.range(0, 8)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> archives("1").archiveOf(
            checkpoint, Precisions.FLOAT32, (done, total) -> {
              if (done == total) {
                conversions.incrementAndGet();
              }
            })))
        .toList();

    assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(conversions).hasValue(1);
  }

  @Test
  void archiveOf_tensorThatCannotBeRead_leavesNothing() {
    ModelArchives failing = new ModelArchives(cache, (model, config, precision) -> script("1", new TensorSource() {
      @Override
      public long[] shape() {
        return new long[] {8 << 20};
      }

      @Override
      public void read(long first, ByteBuffer target) {
        if (first > 0) {
          throw new ModelLoadException(model.path(), "the file is truncated");
        }
        target.position(target.limit());
      }
    }));

    assertThatThrownBy(() -> failing.archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("model.pth: the file is truncated");
    assertThat(cache).isDirectoryNotContaining(file -> !file.toString().endsWith(".lock"));
  }

  @Test
  void archiveOf_moreThanTheDiskHolds_isRefusedBeforeAnythingIsWritten() {
    ModelArchives huge = new ModelArchives(cache, (model, config, precision) -> script("1", new TensorSource() {
      @Override
      public long[] shape() {
        return new long[] {1L << 55};
      }

      @Override
      public void read(long first, ByteBuffer target) {
        throw new AssertionError("nothing may be read");
      }
    }));

    assertThatThrownBy(() -> huge.archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("the model's archive (144,115,188,075,855,872 bytes) cannot be written: the disk has")
        .hasMessageContaining("bytes free");
    assertThat(cache).isDirectoryNotContaining(file -> !file.toString().endsWith(".lock"));
  }

  @Test
  void archiveOf_cacheFolderThatIsAFile_isRefused() throws IOException {
    Files.writeString(cache, "");

    assertThatThrownBy(() -> archives("1").archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("cannot be written: " + cache + " is in the way");
  }

  private static final long MEL_HEAD_BYTES = 1026 * 64 * Float.BYTES;
  private static final ConversionProgress NOT_EXPECTED = (doneBytes, totalBytes) -> {
    throw new AssertionError("converted again");
  };

  private ModelArchives archives(String version) {
    return new ModelArchives(cache, (model, config, precision) -> script(version, model.tensor("gpt.mel_head.weight")));
  }

  private static ScriptArchive script(String version, TensorSource tensor) {
    return new ScriptArchive("# version " + version, new ScriptModule("M", Map.of("weight", ScriptValue.of(tensor))));
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private static void flipByte(Path file, long position) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, position);
      one.put(0, (byte) ~one.get(0));
      channel.write(one.flip(), position);
    }
  }
}
