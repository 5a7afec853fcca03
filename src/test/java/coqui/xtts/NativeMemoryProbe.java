package coqui.xtts;

import ai.djl.engine.EngineException;
import coqui.xtts.LoadedModel.Argument;
import coqui.xtts.XttsModel.Piece;
import coqui.xtts.XttsModel.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * Does one thing many times and prints by how many bytes the process has grown meanwhile. {@link NativeMemoryTest}
 * starts it with a heap of fixed size, all of it touched, so that what grows is not Java's.
 */
final class NativeMemoryProbe {

  private NativeMemoryProbe() {}

  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "vocode" -> vocode();
      case "step" -> step();
      case "failing call" -> failingCall();
      case "load" -> print(growth(60, () -> SmallModel.device().close()));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** 0.45 MB of samples each time. */
  private static void vocode() throws IOException {
    float[] latents = new float[100 * SmallModel.CONFIG.gptWidth()];
    try (XttsDevice device = SmallModel.device()) {
      print(growth(90, () -> device.model().vocode(latents, SmallModel.VOICE.speakerEmbedding(), 1, 0, 435)));
    }
  }

  /** 64 × 1,026 logits, 0.26 MB, each time. */
  private static void step() throws IOException {
    try (XttsDevice device = SmallModel.device();
        KvCache.Region region = device.model().kvCache(1, 100).take()) {
      region.reserve(100);
      device.model().prefill(SmallModel.greedy(516, 24), region, new Piece(0, 37));
      List<Row> batch = Collections.nCopies(64, new Row(3, 1, region, 37));
      print(growth(250, () -> device.model().step(batch)));
    }
  }

  /** 2 MB of arguments each time. */
  private static void failingCall() throws IOException {
    float[] wrong = new float[250_000];
    try (LoadedModel model = LoadedModel.load(SmallModel.ARCHIVE, PyTorchRuntime.start(1))) {
      print(growth(300, () -> {
        try {
          model.tensors("vocode", Argument.of(wrong, 1, 250_000), Argument.of(wrong, 250_000), Argument.of(1.0),
              Argument.of(0), Argument.of(4));
          throw new IllegalStateException("the call was to fail");
        } catch (EngineException e) {
          // as it should
        }
      }));
    }
  }

  /** Twice as many rounds go before: what PyTorch, the allocator and the compiler of the JVM take, they take by then. */
  private static long growth(int rounds, Runnable round) throws IOException {
    for (int i = 0; i < 2 * rounds; i++) {
      round.run();
    }
    long before = residentBytes();
    for (int i = 0; i < rounds; i++) {
      round.run();
    }
    return residentBytes() - before;
  }

  private static long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst().orElseThrow();
  }

  private static void print(long bytes) {
    System.out.println("grown by " + bytes);
  }
}
