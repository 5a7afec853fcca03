package coqui.xtts;

import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One chunk on its way to sound: its prefix is read in pieces, its codes are drawn in steps that it shares with other
 * chunks, its waveform is generated in windows; where somebody listens, while codes are still being drawn. Device
 * thread only.
 */
final class Utterance implements Task<AudioClip> {

  private final XttsModel model;
  private final GptDecoder decoder;
  private final Sequence sequence;
  private final Waveform waveform;
  private final Optional<Consumer<float[]>> listener;

  /**
   * @param region is freed as soon as all codes are there
   * @param listener is handed each window of samples as soon as it is there, on the device thread
   */
  Utterance(XttsModel model, GptDecoder decoder, ChunkRequest request, KvCache.Region region,
      Optional<Consumer<float[]>> listener) {
    this.model = model;
    this.decoder = decoder;
    this.sequence = new Sequence(request, model.config(), region, GptDecoder.mostCodes(model.config()));
    this.listener = listener;
    float[] speaker = request.voice().speakerEmbedding();
    this.waveform = listener.isPresent()
        ? Waveform.streamed(model, speaker, request.speed())
        : Waveform.whole(model, speaker, request.speed());
  }

  @Override
  public boolean waitsForStep() {
    return decoder.isDecoding(sequence);
  }

  @Override
  public boolean hasTurn() {
    return !waitsForStep() || isLive() && waveform.canGoOn(sequence.codeCount());
  }

  @Override
  public boolean isLive() {
    return listener.isPresent();
  }

  @Override
  public Optional<AudioClip> turn() {
    if (!sequence.hasReadPrefix()) {
      decoder.read(sequence);
      return Optional.empty();
    }
    if (!decoder.isDecoding(sequence)) {
      sequence.region().close();
    }
    float[] window = waveform.next(sequence.latents());
    listener.ifPresent(listening -> listening.accept(window));
    return waveform.finished()
        ? Optional.of(new AudioClip(waveform.samples(), model.config().outputSampleRate()))
        : Optional.empty();
  }

  @Override
  public void close() {
    decoder.leave(sequence);
    sequence.region().close();
  }
}
