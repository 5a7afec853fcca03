package coqui.pipeline;

import coqui.cache.AudioKey;
import coqui.speech.Passage;
import coqui.speech.SamplingSettings;
import coqui.speech.SpeechRequest;
import coqui.speech.Voice;
import coqui.text.TextChunk;
import java.util.List;
import java.util.OptionalLong;

/**
 * Keys of recordings: of everything that decides how a request will sound.
 *
 * <p>A text counts as what the model reads of it, its tokens, and as what they say, which tells how long that may
 * take; a voice by its name and by its values, so that a cloned voice is never taken for another.
 */
public final class SpeechKeys {

  private static final String FORMAT = "wav";

  private final String program;
  private final double crossfadeSeconds;
  private final double targetLufs;
  private final double truePeakDbfs;

  /**
   * @param program its version: another one may make another recording of the same
   * @param crossfadeSeconds overlap of neighbouring chunks
   * @param targetLufs loudness of answers
   * @param truePeakDbfs their highest true peak
   */
  public SpeechKeys(String program, double crossfadeSeconds, double targetLufs, double truePeakDbfs) {
    this.program = program;
    this.crossfadeSeconds = crossfadeSeconds;
    this.targetLufs = targetLufs;
    this.truePeakDbfs = truePeakDbfs;
  }

  /** Whether the same request gives the same recording each time. */
  static boolean isRepeatable(SpeechRequest request) {
    return request.seed().isPresent() || request.sampling().greedy();
  }

  /**
   * @param model {@link SpeechModel#identity}
   * @param planned the request's chunks
   */
  AudioKey of(String model, SpeechRequest request, PlannedText planned) {
    AudioKey.Digest digest = new AudioKey.Digest()
        .add(program).add(crossfadeSeconds).add(targetLufs).add(truePeakDbfs)
        .add(model);
    List<Voice> voices = planned.chunks().stream().map(chunk -> chunk.passage().voice()).distinct().toList();
    digest.add(voices.size());
    voices.forEach(voice -> digest.add(voice.name()).add(voice.latentCount()).add(voice.conditioningLatents())
        .add(voice.speakerEmbedding()));
    digest.add(planned.chunks().size()).add(planned.pauses().before());
    for (int i = 0; i < planned.chunks().size(); i++) {
      Passage passage = planned.chunks().get(i).passage();
      TextChunk text = planned.chunks().get(i).text();
      digest.add(voices.indexOf(passage.voice())).add(passage.language().code()).add(passage.speed())
          .add(text.normalized()).add(text.tokenIds()).add(planned.pauses().after().get(i));
    }
    SamplingSettings sampling = request.sampling();
    digest.add(sampling.temperature()).add(sampling.topK()).add(sampling.topP()).add(sampling.repetitionPenalty());
    OptionalLong seed = sampling.greedy() ? OptionalLong.empty() : request.seed();   // greedy, it plays no part
    digest.add(seed.isPresent()).add(seed.orElse(0));
    return digest.add(request.sampleRate()).add(request.normalize()).add(FORMAT).key();
  }
}
