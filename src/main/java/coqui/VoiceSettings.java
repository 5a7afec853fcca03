package coqui;

import coqui.checkpoint.CheckpointFolder;
import coqui.speakers.AfterWrite;
import coqui.speakers.SavedVoices;
import coqui.speakers.VoiceLimits;
import coqui.speakers.VolumeCommit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;

/** Where voices that clients save are kept, and how many. */
public final class VoiceSettings {

  private static final Path VOLUME = Path.of("/models/coqui");
  private static final long MOST_BYTES = 1L << 50;

  private final SettingValues values;
  private final Settings settings;
  private final Path userData;

  /** @param userData where this user's programs keep what cannot be made again */
  VoiceSettings(SettingValues values, Settings settings, Path userData) {
    this.values = values;
    this.settings = settings;
    this.userData = userData;
  }

  void check() {
    directory();
    limits();
  }

  /** Where they are kept. It need not exist yet. */
  public Path directory() {
    return values.path("coqui.voices.directory").orElseGet(() -> directory(VOLUME));
  }

  Path directory(Path volume) {
    Path onVolume = volume.resolve("voices");
    boolean usable = Files.isDirectory(onVolume) || Files.isDirectory(volume) && Files.isWritable(volume);
    return usable ? onVolume : userData.resolve("coqui-camel").resolve("voices");
  }

  /** What they may take up. */
  public VoiceLimits limits() {
    return new VoiceLimits(
        values.integer("coqui.voices.most", 0, 100_000), values.integer("coqui.voices.max-bytes", 0, MOST_BYTES));
  }

  /**
   * The voices that are there, for the checkpoint that is served.
   *
   * @param background commits the volume after a change
   */
  public SavedVoices open(Executor background) {
    return new SavedVoices(directory(), limits(),
        () -> CheckpointFolder.weightsIdentity(settings.checkpointDirectory()),
        Clock.systemUTC(),
        background,
        settings.speakers().volume().<AfterWrite>map(VolumeCommit::new).orElse(AfterWrite.NOTHING));
  }
}
