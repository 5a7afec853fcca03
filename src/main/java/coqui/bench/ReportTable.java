package coqui.bench;

import java.util.Locale;
import java.util.StringJoiner;

/** A report for people: a line a figure. */
public final class ReportTable {

  private static final double GIGABYTE = 1e9;

  private final StringJoiner lines = new StringJoiner(System.lineSeparator());

  private ReportTable() {}

  /** The table, without a line end after the last line. */
  public static String of(BenchReport report) {
    ReportTable table = new ReportTable();
    table.head(report);
    table.row("start to ready", report.start(), "s");
    for (SpeechTimes text : report.texts()) {
      String name = text.chunks() == 1 ? "1 chunk" : text.chunks() + " chunks";
      table.row("%s, %.1f s of sound".formatted(name, text.audioSeconds()), text.seconds(), "s");
      table.row("  real-time factor", text.realTimeFactor(), "");
    }
    table.row("first sound of a stream", report.firstSound(), "s");
    for (StepTimes times : report.decoding()) {
      table.row(times.batch() == 1 ? "a code" : "a code, %d side by side".formatted(times.batch()),
          times.millisecondsPerCode(), "ms");
    }
    if (report.serverPeakMemoryBytes() != null) {
      table.line("%-28s %8.2f GB", "most memory of the server", report.serverPeakMemoryBytes() / GIGABYTE);
    }
    table.line("");
    table.line("%-28s %8s %12s %12s", "clients at once", "s/s", "p50 latency", "p95 latency");
    for (LoadLevel level : report.throughput()) {
      table.line("%-28d %8.2f %10.2f s %10.2f s",
          level.clients(), level.audioSecondsPerSecond(), level.latencyP50(), level.latencyP95());
    }
    return table.lines.toString();
  }

  private void head(BenchReport report) {
    Machine machine = report.machine();
    line("coqui-camel %s, %s", report.version(), report.measuredAt());
    line("%s on %s in %s, vocoder in %s, %d threads, %d sequences", report.model(), report.device(),
        report.precision(), report.vocoderPrecision(), report.threads(), report.sequences());
    line("%s, %d cores, %.0f GB; %s, Java %s", machine.processor(), machine.cores(),
        machine.memoryBytes() / GIGABYTE, machine.system(), machine.java());
    if (report.loadBefore() != null) {
      line("load average before %.2f, after %.2f", report.loadBefore(), report.loadAfter());
    }
    line("");
    line("%-28s %8s %15s", "", "least", "median");
  }

  private void row(String name, Repeated times, String unit) {
    line("%-28s %8.3g %-3s %11.3g %s of %d", name, times.min(), unit, times.median(), unit, times.runs().size());
  }

  private void line(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
