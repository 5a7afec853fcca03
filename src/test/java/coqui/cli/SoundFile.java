package coqui.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a file is, by its first bytes. */
final class SoundFile {

  private static final int LEAST_BYTES = 1_000;
  private static final Map<String, List<String>> FIRST_BYTES = Map.of(   // as ISO 8859-1
      "wav", List.of("RIFF"),
      "mp3", List.of("ID3", "ÿû", "ÿó", "ÿò"),
      "opus", List.of("OggS"),
      "aac", List.of("ÿñ", "ÿù"),
      "flac", List.of("fLaC"),
      "zip", List.of("PK"));

  private SoundFile() {}

  /** The usual extension of such files; {@code pcm} for what has no mark. What is too short for any sound is none. */
  static String kindOf(byte[] file) {
    String first = new String(file, 0, Math.min(file.length, 4), StandardCharsets.ISO_8859_1);
    return file.length < LEAST_BYTES
        ? "only " + file.length + " bytes: " + new String(file, StandardCharsets.UTF_8)
        : FIRST_BYTES.entrySet().stream()
            .filter(kind -> kind.getValue().stream().anyMatch(first::startsWith))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("pcm");
  }
}
