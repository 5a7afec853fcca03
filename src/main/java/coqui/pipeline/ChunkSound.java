package coqui.pipeline;

import coqui.speech.AudioClip;
import coqui.speech.SoundListener;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The sound of one chunk on its way from the engine to whoever sends it on.
 *
 * <p><b>Threads.</b> The engine's put it in and never wait; one other takes it out.
 * <p><b>Full.</b> Never: a chunk is bounded, and a request has two of these at most.
 */
final class ChunkSound implements SoundListener {

  /** Samples, or the end of them; then perhaps why that is too early. */
  private record Piece(Optional<float[]> samples, Throwable failure) {}

  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();

  private int codes;   // written by the engine before it puts in the end, read once that is taken out

  @Override
  public void heard(float[] samples) {
    pieces.add(new Piece(Optional.of(samples), null));
  }

  @Override
  public void ended(int codes) {
    this.codes = codes;
  }

  /** @param failure null if the chunk was spoken to its end */
  void ended(AudioClip whole, Throwable failure) {
    pieces.add(new Piece(Optional.empty(), failure));
  }

  /** How many codes of the model it was made of; once its end was taken out. */
  int codes() {
    return codes;
  }

  /** Waits for the next samples; empty at the end of the chunk. Throws why it was not spoken to its end. */
  Optional<float[]> next() throws Exception {
    Piece piece = pieces.take();
    if (piece.failure() != null) {
      Throwable cause = piece.failure() instanceof CompletionException wrapped ? wrapped.getCause() : piece.failure();
      if (cause instanceof Error error) {
        throw error;
      }
      throw (Exception) cause;
    }
    return piece.samples();
  }
}
