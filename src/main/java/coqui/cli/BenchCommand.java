package coqui.cli;

import coqui.Settings;
import coqui.bench.BenchPlan;
import coqui.bench.BenchReport;
import coqui.bench.Benchmark;
import coqui.bench.MeasuredModel;
import coqui.bench.QualityBenchmark;
import coqui.bench.QualityReport;
import coqui.bench.RandomModel;
import coqui.bench.ReportTable;
import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.DemoCheckpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how fast this machine speaks. */
@Command(
    name = "bench",
    description = "Measures how fast this machine speaks: start, real-time factor, first sound, codes, many clients at"
        + " once, memory. It starts servers of its own on free ports. Settings are those of serve, such as"
        + " -Dcoqui.engine.threads=2 before -jar.")
final class BenchCommand implements Callable<Integer> {

  private static final String STANDARD_STREAM = "-";
  private static final int MOST_CLIENTS = 100;
  private static final int QUALITY_CODES = 150;
  private static final int QUICK_QUALITY_CODES = 20;

  @Mixin
  private ModelOption model;

  @Option(
      names = "--full-size",
      description = "Measure a random checkpoint of XTTS v2's size instead. It is made first (1.9 GB, and as much for"
          + " its archive) and kept in the cache directory.")
  private boolean fullSize;

  @Option(
      names = "--codes",
      paramLabel = "N",
      defaultValue = "200",
      description = "Codes of every chunk of the random checkpoint, 21.5 a second of sound; 1 to 602."
          + " Default: ${DEFAULT-VALUE}.")
  private int codes;

  @Option(
      names = "--quality",
      description = "Measure instead how near to float32 the checkpoint speaks in other precisions"
          + " (coqui.engine.precision); converts it to each of them.")
  private boolean quality;

  @Option(names = "--quick", description = "Everything once, with fewer clients: to see that it works.")
  private boolean quick;

  @Option(
      names = "--clients",
      paramLabel = "N",
      split = ",",
      description = "How many clients at once. Default: 1,4,10,32; with --quick 1,4.")
  private List<Integer> clients;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "30",
      description = "After so long, nothing more is begun. Default: ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the report as JSON, too; - for standard output, and no table.")
  private String json;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    check();
    Settings settings = model.settings();
    if (quality) {
      QualityReport report;
      try (ConversionBar bar = new ConversionBar("Converting the checkpoint")) {
        report = QualityBenchmark.run(measured(settings), settings.cacheDirectory(),
            quick ? QUICK_QUALITY_CODES : QUALITY_CODES, settings.engine().threads(), bar);
      }
      return print(report.json(), report.table());
    }
    BenchReport report;
    try (ConversionBar bar = new ConversionBar("Converting the checkpoint")) {
      report = new Benchmark(
          measured(settings), settings.engine(), settings.cacheDirectory(), plan(), this::tell).run(bar);
    }
    return print(report.json(), ReportTable.of(report));
  }

  private int print(String asJson, String table) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (STANDARD_STREAM.equals(json)) {
      out.println(asJson);
      return 0;
    }
    out.println(table);
    if (json != null) {
      Files.writeString(Path.of(json), asJson + System.lineSeparator());
    }
    return 0;
  }

  private void check() {
    if (fullSize && model.isGiven()) {
      throw refused("--full-size and --model exclude each other");
    }
    if (codes < 1 || codes > RandomCheckpointCommand.MOST_CODES) {
      throw refused("--codes is %d, expected 1 to %d".formatted(codes, RandomCheckpointCommand.MOST_CODES));
    }
    if (minutes < 1) {
      throw refused("--minutes is %d, expected at least 1".formatted(minutes));
    }
    if (clients != null && clients.stream().anyMatch(count -> count < 1 || count > MOST_CLIENTS)) {
      throw refused("--clients is %s, expected numbers from 1 to %d".formatted(clients, MOST_CLIENTS));
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private BenchPlan plan() {
    Duration limit = Duration.ofMinutes(minutes);
    return quick
        ? BenchPlan.quick(clients == null ? List.of(1, 4) : clients, limit)
        : BenchPlan.thorough(clients == null ? List.of(1, 4, 10, 32) : clients, limit);
  }

  private MeasuredModel measured(Settings settings) {
    if (!fullSize) {
      String name = settings.modelDirectory().map(Path::toString).orElse("embedded demo voice");
      return new MeasuredModel(name, settings.checkpoint(), false);
    }
    Path vocabulary = CheckpointFolder.vocabularyIn(DemoCheckpoint.unpack(settings.cacheDirectory()));
    try (ConversionBar bar = new ConversionBar("Writing model.pth")) {
      return RandomModel.ofXttsV2(settings.cacheDirectory(), vocabulary, codes, bar);
    }
  }

  private void tell(String stage) {
    spec.commandLine().getErr().println(stage);
  }
}
