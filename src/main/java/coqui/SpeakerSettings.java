package coqui;

import coqui.checkpoint.DemoCheckpoint;
import coqui.speakers.SpeakerMetadataFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the metadata of the speakers is kept.
 *
 * @param metadataFile tells the speakers without loading the model
 * @param volume mount point to commit after that file was written; empty where that needs nothing
 */
public record SpeakerSettings(Path metadataFile, Optional<Path> volume) {

  private static final String FILE = "coqui.speakers.metadata-file";
  private static final String VOLUME = "coqui.speakers.volume";

  static SpeakerSettings of(SettingValues values, Settings settings) {
    Path file = values.path(FILE).orElseGet(() -> settings.modelDirectory()
        .map(SpeakerMetadataFile::defaultPath)
        // Not on the volume: what is there should tell of the checkpoint that is there.
        .orElseGet(() -> SpeakerMetadataFile.beside(DemoCheckpoint.directory(settings.cacheDirectory()))));
    if (file.getFileName() == null) {
      throw values.refused(FILE, "the path of a file");
    }
    Optional<Path> volume = values.path(VOLUME);
    if (volume.filter(mountPoint -> !mountPoint.isAbsolute()).isPresent()) {
      throw values.refused(VOLUME, "an absolute path or nothing");
    }
    return new SpeakerSettings(file, volume);
  }
}
