package coqui.http.tts;

import coqui.audio.AudioEncoder;
import coqui.audio.AudioEncoding;
import coqui.pipeline.AnswerEncoding;
import coqui.pipeline.FinishedSpeech;
import coqui.pipeline.Recall;
import coqui.pipeline.ReferenceWarnings;
import coqui.pipeline.RequestLife;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers with speech.
 * Reads the body, a {@link FinishedSpeech}, the {@link AnswerEncoding}, the {@link Recall} and
 * {@link ReferenceWarnings}; leaves the sound as the body and the headers that tell of it. Speech that was streamed is
 * no body, and stays so. The end of the request interrupts the encoder.
 */
public final class AudioResponse implements Processor {

  private static final String REFERENCE_WARNINGS = "X-Reference-Warnings";

  private static final int MOST_SPEAKERS = 10;   // a header is small

  private final AudioEncoder encoder;

  public AudioResponse(AudioEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Message answer = exchange.getMessage();
    if (!(answer.getBody() instanceof FinishedSpeech speech)) {   // sent already
      return;
    }
    AudioEncoding encoding = AnswerEncoding.of(exchange);
    byte[] file = RequestLife.of(exchange).interrupting(() -> encoder.encode(speech.wav(), encoding));
    answer.setHeader(Exchange.CONTENT_TYPE, encoding.format().mediaType());
    headers(exchange, encoding.sampleRate(speech.sampleRate()), speech.speakers()).forEach(answer::setHeader);
    answer.setHeader("X-Duration-Sec", String.format(Locale.ROOT, "%.3f", encoding.seconds(speech.seconds())));
    // A ByteBuffer goes out in one piece; a byte[] or a stream in blocking 16 KiB reads that all connections share.
    answer.setBody(ByteBuffer.wrap(file));
  }

  /** What is known of an answer before all of it is there. */
  static Map<String, String> headers(Exchange exchange, int sampleRate, List<String> speakers) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Sample-Rate", Integer.toString(sampleRate));
    headers.put("X-Engine", "coqui_xtts");
    headers.put("X-Speaker", headerValue(speakers));
    Recall.of(exchange).ifPresent(recall -> headers.put("X-Cache", recall.hit() ? "hit" : "miss"));
    warnings(ReferenceWarnings.of(exchange)).ifPresent(warnings -> headers.put(REFERENCE_WARNINGS, warnings));
    IgnoredFields.of(exchange).ifPresent(names -> headers.put(IgnoredFields.HEADER, names));
    return headers;
  }

  /** Leaves the header that tells what is wrong with the references of {@code exchange}, where anything is. */
  public static void warn(Exchange exchange) {
    warnings(ReferenceWarnings.of(exchange))
        .ifPresent(warnings -> exchange.getMessage().setHeader(REFERENCE_WARNINGS, warnings));
  }

  private static Optional<String> warnings(ReferenceWarnings found) {
    return found.warnings().stream().map(AudioResponse::headerValue).reduce((before, next) -> before + ", " + next);
  }

  /** As an item of a structured field (RFC 8941): {@code reference_short;field=reference_audio;index=0}. */
  private static String headerValue(ReferenceWarnings.Warning warning) {
    return "%s;field=%s;index=%d".formatted(warning.code(), warning.field(), warning.index());
  }

  /**
   * A name, or several separated by commas, in the order in which they are heard; of more than
   * {@value #MOST_SPEAKERS}, the number of the others stands for them: {@code +3}.
   */
  private static String headerValue(List<String> speakers) {
    Stream<String> named = speakers.stream().limit(MOST_SPEAKERS).map(AudioResponse::headerValue)
        .map(name -> speakers.size() > 1 ? name.replace(",", "%2C") : name);
    int others = speakers.size() - MOST_SPEAKERS;
    return Stream.concat(named, others > 0 ? Stream.of("+" + others) : Stream.empty())
        .collect(Collectors.joining(", "));
  }

  /** ASCII as it is; a name with any other character as percent-encoded UTF-8, since headers carry ASCII only. */
  static String headerValue(String name) {
    return name.chars().allMatch(character -> character >= ' ' && character <= '~')
        ? name
        : URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
