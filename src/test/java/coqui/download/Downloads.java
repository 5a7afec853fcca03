package coqui.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Downloads as tests run them: of one file {@code model.pth} whose hash is known, unless told otherwise, with pauses
 * that are noted instead of waited for. Hears of its own progress.
 */
final class Downloads implements DownloadProgress {

  static final String MODEL = "/xtts/model.pth";
  static final DownloadLimits PATIENT = new DownloadLimits(Duration.ofSeconds(20), 4);

  /** For servers that hang: they cost a test so much time an attempt. */
  static final DownloadLimits IMPATIENT = new DownloadLimits(Duration.ofMillis(250), 2);

  private final Path folder;
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private DownloadLimits limits = PATIENT;
  private HttpClient.Builder client = HttpClient.newBuilder();
  private FreeSpace space = any -> Long.MAX_VALUE;

  Downloads(Path folder) {
    this.folder = folder;
  }

  Downloads with(DownloadLimits other) {
    this.limits = other;
    return this;
  }

  Downloads with(HttpClient.Builder other) {
    this.client = other;
    return this;
  }

  Downloads with(FreeSpace other) {
    this.space = other;
    return this;
  }

  /** Bytes that no other seed gives. */
  static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static RemoteFile known(String name, byte[] content) {
    try {
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      return new RemoteFile(name, Optional.of(new RemoteFile.Content(content.length, sha256)), content.length);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Fetches {@code model.pth}, which must hold {@code expected}. */
  int fetch(URI baseUrl, byte[] expected) throws IOException, InterruptedException {
    return fetch(new ModelSource(baseUrl, List.of(known("model.pth", expected))));
  }

  int fetch(ModelSource source) throws IOException, InterruptedException {
    return new ModelDownload(source, folder, limits, client, pauses::add, space).run(this);
  }

  List<Duration> pauses() {
    return pauses;
  }

  /** Why attempts failed, in order. */
  List<String> problems() {
    return problems;
  }

  List<String> keptFiles() {
    return kept;
  }

  @Override
  public void kept(String file) {
    kept.add(file);
  }

  @Override
  public void update(String file, long doneBytes, long totalBytes) {
    if (doneBytes > totalBytes) {
      throw new AssertionError("%s: %d of %d bytes".formatted(file, doneBytes, totalBytes));
    }
  }

  @Override
  public void waits(String file, String problem, Duration pause) {
    problems.add(problem);
  }
}
