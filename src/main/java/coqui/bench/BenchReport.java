package coqui.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What was measured, and on what. Of the lists, entries are missing that the time limit kept from being measured.
 *
 * @param version of this program
 * @param measuredAt the day and time, ISO 8601
 * @param machine that it ran on
 * @param loadBefore how busy the machine was, see {@link Machine#load}; null where the system does not tell
 * @param loadAfter the same at the end, with what measuring added
 * @param model what was spoken with
 * @param device that the model ran on
 * @param precision of the GPT's products: {@code int8}
 * @param vocoderPrecision of the vocoder's convolutions: {@code float32}
 * @param threads of one operation on the CPU
 * @param sequences that the server decodes side by side at most
 * @param start seconds from the start of the server's process to a model that speaks; conversion is done before
 * @param texts of one chunk and of eight, each with the server to itself
 * @param firstSound seconds from a request for the text of one chunk, streamed, to the first sample
 * @param throughput with several clients at once
 * @param serverPeakMemoryBytes what the server's process had in memory at most, after all of the above; null where the
 *     system does not tell
 * @param decoding steps of the GPT, without the server
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchReport(
    String version,
    String measuredAt,
    Machine machine,
    Double loadBefore,
    Double loadAfter,
    String model,
    String device,
    String precision,
    String vocoderPrecision,
    int threads,
    int sequences,
    Repeated start,
    List<SpeechTimes> texts,
    Repeated firstSound,
    List<LoadLevel> throughput,
    Long serverPeakMemoryBytes,
    List<StepTimes> decoding) {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /** All of it as a JSON object, names in snake case. */
  public String json() {
    return JSON.valueToTree(this).toPrettyString();
  }
}
