package coqui.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How busy a GPU is.
 *
 * @param index of it among those of the machine
 * @param utilization share of the last moment in which it worked, 0 to 1; empty where it does not tell, as one that is
 *     shared out (MIG)
 * @param memoryUsed bytes, of all programs together; empty as above
 * @param memoryTotal bytes; empty as above
 */
record Gpu(int index, OptionalDouble utilization, OptionalDouble memoryUsed, OptionalDouble memoryTotal) {

  /** What {@code nvidia-smi --query-gpu} is asked for; its values come in this order. */
  static final String FIELDS = "index,utilization.gpu,memory.used,memory.total";

  private static final int MOST = 64;
  private static final double PERCENT = 100;
  private static final double MEBIBYTE = 1 << 20;
  private static final double MOST_MEBIBYTES = 1 << 30;
  private static final int LONGEST_QUOTATION = 80;

  /**
   * Reads what {@code nvidia-smi} printed, a line a GPU.
   *
   * @throws IllegalArgumentException if that is anything else
   */
  static List<Gpu> parse(String printed) {
    List<String> lines = printed.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() > MOST) {
      throw new IllegalArgumentException("it tells of %d GPUs, expected at most %d".formatted(lines.size(), MOST));
    }
    List<Gpu> gpus = new ArrayList<>();
    for (String line : lines) {
      Gpu gpu = parseLine(line);
      if (gpus.stream().anyMatch(other -> other.index() == gpu.index())) {
        throw new IllegalArgumentException("it tells of GPU %d twice".formatted(gpu.index()));
      }
      gpus.add(gpu);
    }
    return gpus;
  }

  private static Gpu parseLine(String line) {
    String[] values = line.split(",", -1);
    try {
      if (values.length == FIELDS.split(",").length) {
        return new Gpu(
            (int) number(values[0], MOST - 1).orElseThrow(NumberFormatException::new),
            scaled(number(values[1], PERCENT), 1 / PERCENT),
            scaled(number(values[2], MOST_MEBIBYTES), MEBIBYTE),
            scaled(number(values[3], MOST_MEBIBYTES), MEBIBYTE));
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw new IllegalArgumentException("it says '%s', expected numbers for %s".formatted(
        line.substring(0, Math.min(line.length(), LONGEST_QUOTATION)).replaceAll("[^ -~]", "?"), FIELDS));
  }

  /** Empty for the tool's own words for a value that there is not, all of which are in brackets. */
  private static OptionalDouble number(String value, double most) {
    String text = value.strip();
    if (text.startsWith("[") && text.endsWith("]")) {
      return OptionalDouble.empty();
    }
    int number = Integer.parseInt(text);
    if (number < 0 || number > most) {
      throw new NumberFormatException();
    }
    return OptionalDouble.of(number);
  }

  private static OptionalDouble scaled(OptionalDouble value, double factor) {
    return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
  }
}
