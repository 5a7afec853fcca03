package coqui.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import coqui.xtts.PrecisionQuality;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * How near to float32 a checkpoint speaks in other precisions.
 *
 * @param model what was spoken with
 * @param random whether its weights mean nothing, so that no precision passes or fails
 */
public record QualityReport(String model, boolean random, List<PrecisionQuality> precisions) {

  private static final JsonMapper JSON = JsonMapper.builder()
      .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
      .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
      .build();

  /** A line for each, without a line end after the last. */
  public String table() {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    lines.add(model + ": what is said about the same codes, against float32");
    lines.add("");
    lines.add(String.format(Locale.ROOT, "%-9s %-9s %6s %10s %10s %10s %8s %10s %10s  %s",
        "GPT", "vocoder", "codes", "KL mean", "99 of 100", "greatest", "agree", "latents", "sound",
        random ? "" : "gate"));
    for (PrecisionQuality each : precisions) {
      lines.add(String.format(Locale.ROOT, "%-9s %-9s %6d %10.2g %10.2g %10.2g %6.1f %% %10s %10s  %s",
          each.precision(), each.vocoderPrecision(), each.codes(), each.meanDivergence(), each.divergence99(),
          each.greatestDivergence(), 100 * each.agreement(), decibels(each.latentDecibels()),
          decibels(each.waveformDecibels()),
          random ? "" : each.passes() ? "passed" : "failed"));
    }
    return lines.toString();
  }

  private static String decibels(double value) {
    return Double.isInfinite(value) ? "the same" : String.format(Locale.ROOT, "%.1f dB", value);
  }

  /** All of it as a JSON object, names in snake case. */
  public String json() {
    return JSON.valueToTree(this).toPrettyString();
  }
}
