package coqui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

  @TempDir
  Path folder;

  private Path workingDirectory;
  private Path home;
  private Installation installation;

  @BeforeEach
  void install() throws IOException {
    workingDirectory = Files.createDirectories(folder.resolve("work"));
    home = Files.createDirectories(folder.resolve("home"));
    installation = new Installation(List.of(workingDirectory, home));
  }

  @Test
  void folder_inBothPlaces_isThatOfTheWorkingDirectory() throws IOException {
    write(workingDirectory);
    write(home);

    assertThat(installation.folder("routes", "synthesize.yaml")).contains(workingDirectory.resolve("routes"));
  }

  @Test
  void folder_inTheHomeOnly_isThatOfTheHome() throws IOException {
    write(home);

    assertThat(installation.folder("routes", "synthesize.yaml")).contains(home.resolve("routes"));
  }

  @Test
  void folder_withoutTheFile_isSomebodyElses() throws IOException {
    Files.createDirectories(workingDirectory.resolve("routes"));
    write(home);

    assertThat(installation.folder("routes", "synthesize.yaml")).contains(home.resolve("routes"));
  }

  @Test
  void folder_nowhere_isEmpty() {
    assertThat(installation.folder("routes", "synthesize.yaml")).isEmpty();
  }

  @Test
  void ofThisProgram_fromTheBuildFolder_findsTheProject() {
    assertThat(Installation.ofThisProgram().folder("routes", "synthesize.yaml"))
        .contains(Path.of("routes").toAbsolutePath());
  }

  private static void write(Path place) throws IOException {
    Files.createDirectories(place.resolve("routes"));
    Files.createFile(place.resolve("routes/synthesize.yaml"));
  }
}
