package coqui.http;

import coqui.pipeline.FinishedSpeech;
import coqui.pipeline.Recall;
import coqui.pipeline.ReferenceWarnings;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers with speech.
 * Reads the body, a {@link FinishedSpeech}, the {@link Recall} and {@link ReferenceWarnings}; leaves the WAV as the
 * body and the headers that tell of it.
 */
public final class AudioResponse implements Processor {

  @Override
  public void process(Exchange exchange) {
    Message answer = exchange.getMessage();
    FinishedSpeech speech = answer.getBody(FinishedSpeech.class);
    answer.setHeader(Exchange.CONTENT_TYPE, "audio/wav");
    answer.setHeader("X-Sample-Rate", speech.sampleRate());
    answer.setHeader("X-Duration-Sec", String.format(Locale.ROOT, "%.3f", speech.seconds()));
    answer.setHeader("X-Engine", "coqui_xtts");
    answer.setHeader("X-Speaker", headerValue(speech.speaker()));
    Recall.of(exchange).ifPresent(recall -> answer.setHeader("X-Cache", recall.hit() ? "hit" : "miss"));
    List<ReferenceWarnings.Warning> warnings = ReferenceWarnings.of(exchange).warnings();
    if (!warnings.isEmpty()) {
      answer.setHeader("X-Reference-Warnings",
          warnings.stream().map(AudioResponse::headerValue).collect(Collectors.joining(", ")));
    }
    // A ByteBuffer goes out in one piece; a byte[] or a stream in blocking 16 KiB reads that all connections share.
    answer.setBody(ByteBuffer.wrap(speech.wav()));
  }

  /** As an item of a structured field (RFC 8941): {@code reference_short;field=reference_audio;index=0}. */
  private static String headerValue(ReferenceWarnings.Warning warning) {
    return "%s;field=%s;index=%d".formatted(warning.code(), warning.field(), warning.index());
  }

  /** ASCII as it is; a name with any other character as percent-encoded UTF-8, since headers carry ASCII only. */
  static String headerValue(String name) {
    return name.chars().allMatch(character -> character >= ' ' && character <= '~')
        ? name
        : URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
