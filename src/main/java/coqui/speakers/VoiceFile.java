package coqui.speakers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.speech.Voice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A saved voice as bytes; the layout is that of the package's description. What is read may be anybody's: sizes are
 * compared before memory is taken, and every value is looked at.
 *
 * @param name what it is called
 * @param createdAt when it was saved, to the second
 * @param checkpoint whose model it was learned with
 * @param consent what was said of the speaker's consent
 * @param voice as the model heard it
 */
record VoiceFile(VoiceName name, Instant createdAt, String checkpoint, String consent, Voice voice) {

  /** The largest file that is read or written: a voice of XTTS v2 takes 135 kB. */
  static final int MAX_BYTES = 16 << 20;

  private static final byte[] MAGIC = "COQUIVOC".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int VERSION_AT = MAGIC.length;
  private static final int DIGEST_AT = VERSION_AT + Integer.BYTES;
  private static final int HEADER_BYTES_AT = DIGEST_AT + 32;
  private static final int HEADER_AT = HEADER_BYTES_AT + Integer.BYTES;
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  byte[] encode() {
    float[] latents = voice.conditioningLatents();
    float[] embedding = voice.speakerEmbedding();
    byte[] header = header();
    ByteBuffer file =
        ByteBuffer.allocate(HEADER_AT + header.length + Float.BYTES * (latents.length + embedding.length));
    file.put(MAGIC).putInt(VERSION).position(HEADER_BYTES_AT);
    file.putInt(header.length).put(header).asFloatBuffer().put(latents).put(embedding);
    file.put(DIGEST_AT, digest(file.array()));
    return file.array();
  }

  private byte[] header() {
    ObjectNode header = JSON.createObjectNode();
    header.put("name", name.text());
    header.put("created_at", createdAt.toString());
    header.put("checkpoint", checkpoint);
    header.put("consent", consent);
    header.put("latents", voice.latentCount());
    header.put("width", voice.width());
    header.put("embedding", voice.speakerEmbedding().length);
    return header.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The voice in {@code content}.
   *
   * @throws DamagedVoiceException if it is none
   */
  static VoiceFile decode(byte[] content) throws DamagedVoiceException {
    ByteBuffer file = ByteBuffer.wrap(content);
    if (content.length < HEADER_AT || !file.slice(0, VERSION_AT).equals(ByteBuffer.wrap(MAGIC))) {
      throw new DamagedVoiceException("is not what this program writes");
    }
    if (file.getInt(VERSION_AT) != VERSION) {
      throw new DamagedVoiceException("has version %d, expected %d".formatted(file.getInt(VERSION_AT), VERSION));
    }
    if (!file.slice(DIGEST_AT, HEADER_BYTES_AT - DIGEST_AT).equals(ByteBuffer.wrap(digest(content)))) {
      throw new DamagedVoiceException("is damaged: its checksum is another");
    }
    int headerBytes = file.getInt(HEADER_BYTES_AT);
    if (headerBytes < 0 || headerBytes > Math.min(MOST_HEADER_BYTES, content.length - HEADER_AT)) {
      throw new DamagedVoiceException("has a header of %d bytes".formatted(headerBytes));
    }
    JsonNode header = header(content, headerBytes);
    FloatBuffer values = file.position(HEADER_AT + headerBytes).slice().asFloatBuffer();
    int latents = header.path("latents").asInt();
    int width = header.path("width").asInt();
    int embedding = header.path("embedding").asInt();
    int valueBytes = content.length - HEADER_AT - headerBytes;
    if (latents <= 0 || width <= 0 || embedding <= 0 || valueBytes % Float.BYTES != 0
        || (long) latents * width + embedding != valueBytes / Float.BYTES) {
      throw new DamagedVoiceException("has %d bytes of values, expected those of %d latents of %d and an embedding of %d"
          .formatted(valueBytes, latents, width, embedding));
    }
    try {
      VoiceName name = new VoiceName(header.path("name").asText());
      return new VoiceFile(name, Instant.parse(header.path("created_at").asText()), header.path("checkpoint").asText(),
          header.path("consent").asText(),
          new Voice(name.text(), latents, finite(values, latents * width), finite(values, embedding)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new DamagedVoiceException("has a header that cannot be: " + e.getMessage(), e);
    }
  }

  private static JsonNode header(byte[] content, int bytes) throws DamagedVoiceException {
    try {
      return JSON.readTree(content, HEADER_AT, bytes);
    } catch (IOException e) {
      throw new DamagedVoiceException("has a header that is no JSON", e);
    }
  }

  private static float[] finite(FloatBuffer from, int count) throws DamagedVoiceException {
    float[] values = new float[count];
    from.get(values);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new DamagedVoiceException("has a value of " + value);
      }
    }
    return values;
  }

  private static byte[] digest(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content, HEADER_BYTES_AT, content.length - HEADER_BYTES_AT);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
