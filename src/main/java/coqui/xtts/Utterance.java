package coqui.xtts;

import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.SoundListener;
import coqui.xtts.EngineListener.Outcome;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One chunk on its way to sound: its prefix is read in pieces, its codes are drawn in steps that it shares with other
 * chunks, its waveform is generated in windows; where somebody listens, while codes are still being drawn. Device
 * thread only.
 *
 * <p>Under {@link Guards} a take with a {@link Fault} is made once more, in the same region, with another seed that
 * follows from the request's own. Of two takes with faults the better one is spoken ({@link Take#isWorseThan}) up to
 * where it went wrong, and faded out. No second take is made where it would come out the same, greedy, nor where
 * somebody has heard of the first; that one ends at once, faded out too.
 */
final class Utterance implements Task<AudioClip> {

  private static final Logger LOG = LoggerFactory.getLogger(Utterance.class);

  private final XttsModel model;
  private final GptDecoder decoder;
  private final Guards guards;
  private final ChunkRequest request;
  private final KvCache.Region region;
  private final Optional<SoundListener> listener;
  private Take take;          // in work, or settled on
  private Take first;         // null unless it had a fault and another one was begun
  private boolean settled;    // take has a fault, and is spoken all the same
  private int handedOut;      // windows

  /**
   * @param region holds one take's keys and values at a time, until all its codes are there
   * @param listener is handed each window of samples as soon as it is there, on the device thread
   */
  Utterance(XttsModel model, GptDecoder decoder, Guards guards, ChunkRequest request, KvCache.Region region,
      Optional<SoundListener> listener) {
    this.model = model;
    this.decoder = decoder;
    this.guards = guards;
    this.request = request;
    this.region = region;
    this.listener = listener;
    this.take = take(request.seed());
  }

  private Take take(long seed) {
    int mostCodes = GptDecoder.mostCodes(model.config());
    Sequence sequence = new Sequence(
        request, seed, model.config(), region, mostCodes, guards.watching(request, model.config(), mostCodes));
    float[] speaker = request.voice().speakerEmbedding();
    Waveform waveform = listener.isPresent()
        ? Waveform.streamed(model, speaker, request.speed())
        : Waveform.whole(model, speaker, request.speed());
    return new Take(sequence, waveform, guards, model.config().outputSampleRate());
  }

  @Override
  public boolean waitsForStep() {
    return decoder.isDecoding(take.sequence());
  }

  @Override
  public boolean hasTurn() {
    return !waitsForStep() || isLive() && take.waveform().canGoOn(take.sequence().codeCount());
  }

  @Override
  public boolean isLive() {
    return listener.isPresent();
  }

  @Override
  public Optional<AudioClip> turn() {
    if (!take.sequence().hasReadPrefix()) {
      decoder.read(take.sequence());
      return Optional.empty();
    }
    if (settled || take.fault().isEmpty()) {
      if (!waitsForStep()) {
        region.free();
      }
      take.generateWindow();
    }
    Optional<Fault> fault = take.fault();
    if (fault.isPresent() && !settled) {
      decide(fault.get());
      return Optional.empty();
    }
    return handOut();
  }

  private void decide(Fault fault) {
    if (first == null && !take.isHeard() && !request.sampling().greedy()) {
      tell(fault, Outcome.RETRIED);
      first = take;
      take = take(~request.seed());
      return;
    }
    settled = true;
    if (first != null && !take.isHeard() && take.isWorseThan(first)) {
      take = first;
    }
  }

  /** What there is to be heard; the clip with the last of it. */
  private Optional<AudioClip> handOut() {
    Waveform waveform = take.waveform();
    if (settled && waveform.finished()) {
      tell(take.fault().orElseThrow(), Outcome.ACCEPTED);
      waveform.fadeOut();
    } else if (first != null && waveform.finished()) {
      tell(first.fault().orElseThrow(), Outcome.RECOVERED);
    }
    listener.ifPresent(listening -> {
      waveform.windows().subList(handedOut, waveform.windows().size()).forEach(listening::heard);
      if (waveform.finished()) {
        listening.ended(take.spokenCodes());
      }
    });
    handedOut = waveform.windows().size();
    return waveform.finished()
        ? Optional.of(new AudioClip(waveform.samples(), model.config().outputSampleRate()))
        : Optional.empty();
  }

  private void tell(Fault fault, Outcome outcome) {
    LOG.atInfo()
        .addKeyValue("reason", fault.label())
        .addKeyValue("outcome", outcome.label())
        .addKeyValue("text_tokens", request.tokenIds().length)
        .addKeyValue("codes", take.sequence().codeCount())
        .addKeyValue("codes_spoken", take.spokenCodes())
        .log("tts.guard");
    guards.listener().heard(fault, outcome);
  }

  @Override
  public void close() {
    decoder.leave(take.sequence());
    region.close();
  }
}
