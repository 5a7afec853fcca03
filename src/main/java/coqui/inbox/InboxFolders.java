package coqui.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where files come from and where recordings go; the layout is that of the package's description.
 *
 * @param inbox absolute
 * @param outbox absolute
 */
public record InboxFolders(Path inbox, Path outbox) {

  Path done(String name) {
    return inbox.resolve("done").resolve(name);
  }

  Path failed(String name) {
    return inbox.resolve("failed").resolve(name);
  }

  Path error(String name) {
    return failed(name + ".error.json");
  }

  Path lockFile() {
    return inbox.resolve(".coqui.lock");
  }

  Path output(String name, String ending) {
    return outbox.resolve(name + "." + ending);
  }

  Path partial(String name) {
    return outbox.resolve("." + name + ".partial");
  }

  Path note(String name) {
    return outbox.resolve(".spoken").resolve(name);
  }

  /** Makes those folders that are missing. */
  void create() throws IOException {
    for (Path inside : new Path[] {done("x"), failed("x"), note("x")}) {
      Files.createDirectories(inside.getParent());
      Files.delete(Files.createTempFile(inside.getParent(), ".can-be-written", ""));
    }
  }
}
