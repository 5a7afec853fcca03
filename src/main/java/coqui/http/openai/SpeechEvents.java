package coqui.http.openai;

import coqui.http.tts.AudioFraming;
import coqui.pipeline.SpeechUsage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A recording as server-sent events, as OpenAI's service sends it: each piece as
 * {@code {"type":"speech.audio.delta","audio":"BASE64"}}, then {@code {"type":"speech.audio.done","usage":{…}}}. The
 * pieces, decoded and joined, are the file.
 */
final class SpeechEvents implements AudioFraming {

  static final String MEDIA_TYPE = "text/event-stream";

  private static final int LONGEST_PIECE = 32 * 1024;   // as SSE clients like their lines: not megabytes long

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public byte[] piece(byte[] audio) {
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    for (int from = 0; from < audio.length; from += LONGEST_PIECE) {
      byte[] part = Arrays.copyOfRange(audio, from, Math.min(audio.length, from + LONGEST_PIECE));
      events.writeBytes(event("{\"type\":\"speech.audio.delta\",\"audio\":\"%s\"}"
          .formatted(Base64.getEncoder().encodeToString(part))));
    }
    return events.toByteArray();
  }

  @Override
  public byte[] end(SpeechUsage usage) {
    return event(
        "{\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":%d,\"output_tokens\":%d,\"total_tokens\":%d}}"
            .formatted(usage.textTokens(), usage.codes(), usage.textTokens() + usage.codes()));
  }

  private static byte[] event(String json) {
    return "data: %s\n\n".formatted(json).getBytes(StandardCharsets.US_ASCII);
  }
}
