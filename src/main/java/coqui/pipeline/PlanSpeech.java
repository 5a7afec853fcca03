package coqui.pipeline;

import coqui.speech.ChunkRequest;
import coqui.speech.SpeechRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/**
 * Cuts what is to be spoken into chunks that the model can speak well.
 * Reads the body, a {@link SpeechRequest}, and the {@link RequestLife}, whose end is the end of all chunks; leaves a
 * list of {@link ChunkRequest} there, and a {@link SpeechTask} on the exchange.
 */
public final class PlanSpeech implements Processor {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final ModelLoader model;
  private final int chunksInFlight;
  private final LongSupplier freshSeed;
  private final InferenceLog log;

  /**
   * @param chunksInFlight chunks of one request that may be with the engine at a time
   * @param freshSeed for requests that bring none
   */
  public PlanSpeech(ModelLoader model, int chunksInFlight, LongSupplier freshSeed, InferenceLog log) {
    this.model = model;
    this.chunksInFlight = chunksInFlight;
    this.freshSeed = freshSeed;
    this.log = log;
  }

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException {
    SpeechRequest request = exchange.getMessage().getMandatoryBody(SpeechRequest.class);
    PlannedText planned = PlannedText.of(exchange, request, model.require());
    long seed = request.seed().orElseGet(freshSeed);
    List<ChunkRequest> chunks = new ArrayList<>();
    for (PlannedChunk chunk : planned.chunks()) {
      chunks.add(new ChunkRequest(
          chunk.passage().voice(), chunk.text().normalized(), chunk.text().tokenIds(), chunk.passage().speed(),
          request.sampling(), chunkSeed(seed, chunks.size())));
    }
    ChunkWindow window = new ChunkWindow(EngineShare.of(exchange, chunksInFlight).chunksInFlight());
    RequestLife.closeWhenDone(exchange, RequestLife.of(exchange).whenEnded(window::end));
    new SpeechTask(request, planned.pauses(), window).storeIn(exchange);
    exchange.getMessage().setBody(chunks);
    log.start(exchange, request, chunks.size());
  }

  /**
   * A generator of its own for every chunk, so that the order in which they are spoken changes nothing. The first
   * chunk has the request's own seed, the others the outputs of SplitMix64 (Steele, Lea, Flood 2014) on it.
   */
  static long chunkSeed(long seed, int index) {
    if (index == 0) {
      return seed;
    }
    long z = seed + index * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
