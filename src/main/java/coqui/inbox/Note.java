package coqui.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.checkpoint.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a recording in the outbox was made from, so that the same is not spoken twice.
 *
 * @param source digest of the file and of how it is spoken
 * @param output name of the recording
 * @param sha256 of the recording
 */
record Note(String source, String output, String sha256) {

  private static final Logger log = LoggerFactory.getLogger(Note.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether there is a recording, whole and unchanged, that was made from {@code source}. */
  static boolean tellsOf(Path note, String source, Path outbox) {
    try {
      if (!Files.isRegularFile(note)) {
        return false;
      }
      JsonNode told = JSON.readTree(Files.readAllBytes(note));
      Path output = outbox.resolve(Path.of(told.path("output").asText()).getFileName());
      return told.path("source").asText().equals(source)
          && Files.isRegularFile(output)
          && digestOf(output).equals(told.path("sha256").asText());
    } catch (IOException e) {
      log.warn("{} cannot be read ({}); its recording is made again", note, e.toString());
      return false;
    }
  }

  void write(Path note, String requestId) throws IOException {
    ObjectNode told = JSON.createObjectNode()
        .put("source", source).put("output", output).put("sha256", sha256).put("request_id", requestId);
    AtomicFile.write(note, JSON.writeValueAsBytes(told));
  }

  private static String digestOf(Path file) throws IOException {
    MessageDigest digest = newSha256();
    try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
      stream.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
