package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsIdentityTest {

  @TempDir
  Path folder;

  private Path file(String name, long seed, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return Files.write(folder.resolve(name), content);
  }

  @Test
  void of_copyWithAnotherTime_isTheSame() throws IOException {
    Path one = file("one", 1, 20 << 20);
    Path copy = Files.copy(one, folder.resolve("copy"));
    Files.setLastModifiedTime(copy, FileTime.fromMillis(0));

    assertThat(WeightsIdentity.of(copy)).isPresent().isEqualTo(WeightsIdentity.of(one));
  }

  @Test
  void of_otherWeightsOfTheSameSize_isAnother() throws IOException {
    assertThat(WeightsIdentity.of(file("one", 1, 20 << 20))).isNotEqualTo(WeightsIdentity.of(file("two", 2, 20 << 20)));
  }

  @Test
  void of_otherEndAlone_isAnother() throws IOException {
    Path one = file("one", 1, 20 << 20);
    String before = WeightsIdentity.of(one).orElseThrow();
    try (RandomAccessFile file = new RandomAccessFile(one.toFile(), "rw")) {   // where a ZIP has its directory
      file.seek((20 << 20) - 100_000);
      file.write(0);
    }

    assertThat(WeightsIdentity.of(one).orElseThrow()).isNotEqualTo(before);
  }

  @Test
  void of_smallOrNoFile_isKnownOrEmpty() throws IOException {
    assertThat(WeightsIdentity.of(file("empty", 1, 0))).isPresent();
    assertThat(WeightsIdentity.of(file("small", 1, 10))).isNotEqualTo(WeightsIdentity.of(file("small2", 2, 10)));
    assertThat(WeightsIdentity.of(folder.resolve("none"))).isEmpty();
    assertThat(WeightsIdentity.of(folder)).isEmpty();
  }
}
