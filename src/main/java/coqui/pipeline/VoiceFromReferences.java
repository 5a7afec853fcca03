package coqui.pipeline;

import coqui.audio.AudioDecoder;
import coqui.audio.ReferenceQuality;
import coqui.audio.ReferenceQuality.Finding;
import coqui.cache.AudioKey;
import coqui.pipeline.LearnedVoices.LearnedVoice;
import coqui.speech.AudioClip;
import coqui.speech.InvalidRequestException;
import coqui.speech.SpeechException;
import coqui.speech.SynthesisException;
import coqui.speech.Voice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Learns a voice from recordings: decodes them, judges them, lets the model hear them; or knows it from the last time.
 * Reads the body, a {@link VoiceLesson}, and the {@link RequestLife}, whose end stops all of it; leaves what the lesson
 * becomes with the learned voice there (of a {@link CloneRequest}, the {@code SpeechRequest}), and
 * {@link ReferenceWarnings} on the exchange.
 *
 * <p>The speaker embedding (timbre) is the mean of the references'. The conditioning latents (style) are those of the
 * base recording, else of all references one after the other.
 *
 * <p><b>Threads.</b> Any number; of those, as many as the constructor says decode at a time, the others wait.
 * Interrupting one stops its work, and so does the end of the request.
 */
public final class VoiceFromReferences implements Processor {

  /** What every cloned voice is called. */
  static final String NAME = "cloned";

  private final ModelLoader model;
  private final AudioDecoder decoder;
  private final Semaphore decoding;
  private final LearnedVoices voices;
  private final SpeechListener listener;

  /**
   * @param decodingAtATime how many recordings are decoded at a time, all requests together
   * @param voicesKept how many voices are kept for those who send the same recordings again
   * @param listener hears of what is looked for
   */
  public VoiceFromReferences(ModelLoader model, AudioDecoder decoder, int decodingAtATime, int voicesKept,
      SpeechListener listener) {
    this.model = model;
    this.decoder = decoder;
    this.decoding = new Semaphore(decodingAtATime, true);
    this.voices = new LearnedVoices(voicesKept);
    this.listener = listener;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    VoiceLesson lesson = exchange.getMessage().getMandatoryBody(VoiceLesson.class);
    AudioKey key = LearnedVoices.key(lesson);
    Optional<LearnedVoice> known = voices.find(key);
    listener.lookedFor(SpeechListener.Kept.VOICE, known.isPresent());
    LearnedVoice learned = known.isPresent()
        ? known.get()
        : RequestLife.of(exchange).interrupting(() -> learned(lesson));
    voices.keep(key, learned);
    new ReferenceWarnings(learned.warnings()).storeIn(exchange);
    exchange.getMessage().setBody(lesson.with(learned.voice()));
  }

  private LearnedVoice learned(VoiceLesson lesson) throws InterruptedException {
    List<ReferenceWarnings.Warning> warnings = new ArrayList<>();
    List<AudioClip> references = new ArrayList<>();
    for (Recording reference : lesson.references()) {
      references.add(heard(reference, warnings));
    }
    List<AudioClip> base = new ArrayList<>();
    if (lesson.base().isPresent()) {
      base.add(heard(lesson.base().get(), warnings));
    }
    Voice voice = learned(references);
    if (!base.isEmpty()) {
      Voice style = learned(base);
      voice = new Voice(NAME, style.latentCount(), style.conditioningLatents(), voice.speakerEmbedding());
    }
    return new LearnedVoice(voice, warnings);
  }

  private AudioClip heard(Recording recording, List<ReferenceWarnings.Warning> warnings) throws InterruptedException {
    AudioClip clip = decoded(recording);
    ReferenceQuality quality = ReferenceQuality.of(clip);
    if (!quality.problems().isEmpty()) {
      throw refused(recording, quality.problems().get(0).code(),
          quality.problems().stream().map(Finding::message).collect(Collectors.joining(" ")), Map.of());
    }
    for (Finding warning : quality.warnings()) {
      warnings.add(new ReferenceWarnings.Warning(warning.code(), recording.field(), recording.index()));
    }
    return clip;
  }

  private AudioClip decoded(Recording recording) throws InterruptedException {
    decoding.acquire();
    try {
      return decoder.decode(recording.file());
    } catch (InvalidRequestException e) {
      throw refused(recording, e.code(), e.getMessage(), e.details());
    } finally {
      decoding.release();
    }
  }

  private static InvalidRequestException refused(
      Recording recording, String code, String message, Map<String, Object> details) {
    Map<String, Object> where = new HashMap<>(details);
    where.put("field", recording.field());
    where.put("index", recording.index());
    return new InvalidRequestException(code, message, where);
  }

  private Voice learned(List<AudioClip> recordings) throws InterruptedException {
    CompletableFuture<Voice> voice = model.require().voiceFrom(NAME, recordings);
    try {
      return voice.get();
    } catch (ExecutionException e) {
      throw SpeechException.in(e)
          .orElseGet(() -> new SynthesisException("The voice could not be learned.", e.getCause()));
    } finally {
      voice.cancel(false);   // an interrupted wait; else it is done
    }
  }
}
