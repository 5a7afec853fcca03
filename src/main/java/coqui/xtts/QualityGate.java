package coqui.xtts;

import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.ModelArchives;
import coqui.checkpoint.Precision;
import coqui.checkpoint.Precisions;
import coqui.speech.ChunkRequest;
import coqui.speech.ModelLoadException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares what a checkpoint says in other precisions with what it says in float32. The codes of each request are drawn
 * in float32; every precision reads those, since after the first other code two decodings have nothing in common.
 *
 * <p>For one thread. One model is in memory at a time.
 */
public final class QualityGate {

  private final CheckpointFolder folder;
  private final ModelArchives archives;
  private final ConversionProgress progress;
  private final List<ChunkRequest> requests;
  private final int mostCodes;
  private final int threads;

  /** What was said about each code of a request, [C, V], and the sound: [C, D] and [S]. */
  private record Reading(int[] codes, float[] logits, float[] latents, float[] samples) {}

  /**
   * @param progress hears of the conversions that are needed
   * @param requests at least one
   * @param mostCodes of each request
   * @param threads of one operation on the CPU
   */
  public QualityGate(
      CheckpointFolder folder,
      ModelArchives archives,
      ConversionProgress progress,
      List<ChunkRequest> requests,
      int mostCodes,
      int threads) {
    this.folder = folder;
    this.archives = archives;
    this.progress = progress;
    this.requests = List.copyOf(requests);
    this.mostCodes = Math.min(mostCodes, GptDecoder.mostCodes(folder.config()));
    this.threads = threads;
  }

  /**
   * What this machine computes in but float32: the GPT in each other precision, the vocoder in another, and both in
   * what is fastest. Loads PyTorch.
   */
  public static List<Precisions> lessThanFloat32() {
    Hardware hardware = Hardware.ofThisMachine();
    Stream<Precisions> gpt = Arrays.stream(Precision.values())
        .filter(precision -> precision != Precision.FLOAT32 && hardware.can(precision))
        .map(precision -> new Precisions(precision, Precision.FLOAT32));
    Stream<Precisions> vocoder = Stream.of(Precision.FLOAT32, hardware.choose(Optional.empty(), Long.MAX_VALUE))
        .map(precision -> new Precisions(precision, Precision.BFLOAT16));
    return Stream.concat(gpt, vocoder).distinct().toList();
  }

  /**
   * Measures each. Takes a few times as long as the speech lasts.
   *
   * @throws ModelLoadException if the checkpoint cannot be used, or this machine not compute in one of them
   */
  public List<PrecisionQuality> measure(List<Precisions> wanted) {
    List<Reading> exact = readings(Precisions.FLOAT32, null);
    return wanted.stream().map(precisions -> quality(precisions, exact, readings(precisions, exact))).toList();
  }

  /** @param drawn what was read before; null to draw codes */
  private List<Reading> readings(Precisions precisions, List<Reading> drawn) {
    Path archive = archives.archiveOf(folder, precisions, progress);
    try (XttsDevice device = XttsDevice.load(archive, folder.config(), 1, threads, Guards.OFF)) {
      List<Reading> readings = new ArrayList<>();
      for (int i = 0; i < requests.size(); i++) {
        ChunkRequest request = requests.get(i);
        readings.add(reading(device.model(), request,
            drawn == null ? device.decode(request, mostCodes).codes() : drawn.get(i).codes()));
      }
      return readings;
    } catch (RefusedArchiveException e) {
      throw new ModelLoadException(archive, e.getMessage(), e);
    }
  }

  private Reading reading(XttsModel model, ChunkRequest request, int[] codes) {
    int vocabulary = folder.config().audioTokens();
    int width = folder.config().gptWidth();
    float[] logits = new float[codes.length * vocabulary];
    float[] latents = new float[codes.length * width];
    int prefix = Sequence.prefixPlaces(request);
    try (KvCache.Region region = model.kvCache(1, prefix + codes.length).take()) {
      region.reserve(prefix + codes.length);
      Prediction prediction = model.prefill(request, region, new XttsModel.Piece(0, prefix));
      for (int place = 0; place < codes.length; place++) {
        if (place > 0) {
          prediction = model.step(List.of(
              new XttsModel.Row(codes[place - 1], place, region, prefix + place - 1)))[0];
        }
        System.arraycopy(prediction.logits(), 0, logits, place * vocabulary, vocabulary);
        System.arraycopy(prediction.latent(), 0, latents, place * width, width);
      }
    }
    float[] samples = Waveform.of(model, latents, request.voice().speakerEmbedding(), request.speed());
    return new Reading(codes, logits, latents, samples);
  }

  private PrecisionQuality quality(Precisions precisions, List<Reading> exact, List<Reading> other) {
    int vocabulary = folder.config().audioTokens();
    List<Double> divergences = new ArrayList<>();
    int agreed = 0;
    Noise latents = new Noise();
    Noise samples = new Noise();
    for (int i = 0; i < exact.size(); i++) {
      Reading said = exact.get(i);
      for (int place = 0; place < said.codes().length; place++) {
        float[] expected = row(said.logits(), place, vocabulary);
        float[] actual = row(other.get(i).logits(), place, vocabulary);
        divergences.add(divergence(expected, actual));
        agreed += greatest(expected) == greatest(actual) ? 1 : 0;
      }
      latents.add(said.latents(), other.get(i).latents());
      samples.add(said.samples(), other.get(i).samples());
    }
    divergences.sort(null);
    int count = divergences.size();
    return new PrecisionQuality(precisions.gpt(), precisions.vocoder(), count,
        divergences.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        divergences.get((int) Math.ceil(0.99 * count) - 1), divergences.get(count - 1), (double) agreed / count,
        latents.decibels(), samples.decibels());
  }

  private static float[] row(float[] values, int row, int width) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  /** Σ p log(p / q), p and q the softmax of both, in nats. */
  static double divergence(float[] expected, float[] actual) {
    double expectedTotal = logOfSum(expected);
    double actualTotal = logOfSum(actual);
    double divergence = 0;
    for (int i = 0; i < expected.length; i++) {
      double logP = expected[i] - expectedTotal;
      divergence += Math.exp(logP) * (logP - (actual[i] - actualTotal));
    }
    return divergence;
  }

  private static double logOfSum(float[] logits) {
    double most = logits[greatest(logits)];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - most);
    }
    return most + Math.log(sum);
  }

  private static int greatest(float[] values) {
    int greatest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[greatest]) {
        greatest = i;
      }
    }
    return greatest;
  }

  /** Signal and noise of all arrays together. */
  private static final class Noise {

    private double signal;
    private double noise;

    void add(float[] expected, float[] actual) {
      for (int i = 0; i < expected.length; i++) {
        double difference = (double) actual[i] - expected[i];
        signal += (double) expected[i] * expected[i];
        noise += difference * difference;
      }
    }

    double decibels() {
      return 10 * Math.log10(signal / noise);
    }
  }
}
