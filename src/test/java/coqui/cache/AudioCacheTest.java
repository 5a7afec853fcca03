package coqui.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioCacheTest {

  @TempDir
  Path folder;

  private static AudioKey key(long number) {
    return new AudioKey.Digest().add(number).key();
  }

  private static StoredAudio audio(int bytes) {
    return new StoredAudio(new byte[bytes], 22_050, 1);
  }

  private static AudioCache inMemory(long bytes) {
    return new AudioCache(new AudioCacheLimits(bytes, Optional.empty(), 0), InstantSource.system());
  }

  private AudioCache inFolder() {
    return new AudioCache(new AudioCacheLimits(0, Optional.of(folder), 1_000_000), InstantSource.system());
  }

  @Test
  void find_kept_isFound() {
    AudioCache cache = inMemory(10_000);
    cache.keep(key(1), audio(1_000));

    assertThat(cache.find(key(1))).isPresent();
    assertThat(cache.find(key(2))).isEmpty();
  }

  @Test
  void keep_moreThanTheMemoryMayHold_staysWithinIt() {
    AudioCache cache = inMemory(10_000);
    IntStream.range(0, 100).forEach(number -> cache.keep(key(number), audio(1_000)));

    assertThat(IntStream.range(0, 100).filter(number -> cache.find(key(number)).isPresent()).count())
        .isBetween(1L, 10L);
  }

  @Test
  void keep_oneLargerThanTheMemoryMayHold_isNotKept() {
    AudioCache cache = inMemory(10_000);
    cache.keep(key(1), audio(20_000));

    assertThat(cache.find(key(1))).isEmpty();
  }

  @Test
  void isOn_neitherMemoryNorFolder_isFalse() {
    assertThat(inMemory(0).isOn()).isFalse();
    assertThat(inMemory(1).isOn()).isTrue();
    assertThat(inFolder().isOn()).isTrue();
  }

  @Test
  void find_keptByAnEarlierRun_isFound() {
    inFolder().keep(key(1), audio(1_000));

    assertThat(inFolder().find(key(1))).get().satisfies(audio -> assertThat(audio.wav()).hasSize(1_000));
  }
}
