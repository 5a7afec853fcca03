package coqui.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Recordings by their keys. It may forget any of them at any time, and never fails: what goes wrong is a recording that
 * is not found.
 *
 * <p><b>Threads.</b> Any. The folder is read and written by the calling thread.
 * <p><b>Full.</b> In memory, what was used least (frequency and recency weighed, Caffeine's W-TinyLFU) makes room; in
 * the folder, what was used longest ago.
 */
public final class AudioCache {

  private static final int BYTES_AROUND_A_RECORDING = 300;   // key, records, the cache's own node

  private final boolean on;
  private final Cache<AudioKey, StoredAudio> memory;
  private final Optional<AudioFolder> folder;

  /** @param clock dates the use of files */
  public AudioCache(AudioCacheLimits limits, InstantSource clock) {
    this.on = limits.memoryBytes() > 0 || limits.directory().isPresent();
    this.memory = Caffeine.newBuilder()
        .maximumWeight(limits.memoryBytes())
        .weigher((AudioKey key, StoredAudio audio) -> audio.wav().length + BYTES_AROUND_A_RECORDING)
        .executor(Runnable::run)   // what is evicted is free at once
        .build();
    this.folder = limits.directory().map(path -> new AudioFolder(path, limits.directoryBytes(), clock));
  }

  /** Whether anything can be kept at all. */
  public boolean isOn() {
    return on;
  }

  /** The recording under that key, if it is still there. */
  public Optional<StoredAudio> find(AudioKey key) {
    StoredAudio inMemory = memory.getIfPresent(key);
    if (inMemory != null) {
      return Optional.of(inMemory);
    }
    Optional<StoredAudio> inFolder = folder.flatMap(files -> files.find(key));
    inFolder.ifPresent(audio -> memory.put(key, audio));
    return inFolder;
  }

  /** Keeps a recording as long as there is room for it. */
  public void keep(AudioKey key, StoredAudio audio) {
    memory.put(key, audio);
    folder.ifPresent(files -> files.keep(key, audio));
  }
}
