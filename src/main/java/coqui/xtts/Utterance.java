package coqui.xtts;

import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import java.util.Optional;

/**
 * One chunk on its way to sound: its prefix is read in pieces, its codes are drawn in steps that it shares with other
 * chunks, its waveform is generated in windows. Device thread only.
 */
final class Utterance implements Task<AudioClip> {

  private final XttsModel model;
  private final GptDecoder decoder;
  private final ChunkRequest request;
  private final Sequence sequence;
  private Waveform waveform;   // null until all codes are there

  /** @param region is freed as soon as all codes are there */
  Utterance(XttsModel model, GptDecoder decoder, ChunkRequest request, KvCache.Region region) {
    this.model = model;
    this.decoder = decoder;
    this.request = request;
    this.sequence = new Sequence(request, model.config(), region, GptDecoder.mostCodes(model.config()));
  }

  @Override
  public boolean waitsForStep() {
    return decoder.isDecoding(sequence);
  }

  @Override
  public Optional<AudioClip> turn() {
    if (!sequence.hasReadPrefix()) {
      decoder.read(sequence);
      return Optional.empty();
    }
    if (waveform == null) {
      sequence.region().close();
      waveform = new Waveform(model, sequence.latents(), request.voice().speakerEmbedding(), request.speed());
    }
    waveform.generateWindow();
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
