package coqui.inbox;

import coqui.audio.AudioEncoder;
import coqui.audio.AudioEncoding;
import coqui.audio.AudioFormat;
import coqui.audio.WavFile;
import coqui.pipeline.FinishedSpeech;
import coqui.speech.AudioClip;
import coqui.speech.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One recording of all subtitles, each at its time, with silence between.
 *
 * <p>One that takes longer than there is room until the next begins is spoken faster, up to {@value #FASTEST} times, at
 * the same pitch. Where that is not enough, the next begins when it is over, and is late; two never speak at once. What
 * is late catches up in the pauses that follow.
 */
final class CueTrack {

  static final double FASTEST = 1.3;

  private final AudioEncoder encoder;
  private final double longest;

  /** @param longest that it may become, in seconds */
  CueTrack(AudioEncoder encoder, double longest) {
    this.encoder = encoder;
    this.longest = longest;
  }

  /**
   * The recording.
   *
   * @param spoken each cue, in their order, all at one rate
   * @throws InvalidRequestException if it would be longer than allowed
   */
  FinishedSpeech of(List<Cue> cues, List<FinishedSpeech> spoken) throws InterruptedException {
    int rate = spoken.get(0).sampleRate();
    List<float[]> clips = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    Set<String> speakers = new LinkedHashSet<>();
    int end = 0;
    for (int i = 0; i < cues.size(); i++) {
      double start = Math.max(cues.get(i).start(), (double) end / rate);
      double room = i + 1 < cues.size() ? cues.get(i + 1).start() - start : Double.MAX_VALUE;
      FinishedSpeech speech = spoken.get(i);
      checkLength(start + speech.seconds() / FASTEST);
      float[] clip = fitting(speech, room);
      starts.add((int) Math.round(start * rate));
      clips.add(clip);
      end = starts.get(i) + clip.length;
      checkLength((double) end / rate);
      speakers.addAll(speech.speakers());
    }
    float[] track = new float[end];
    for (int i = 0; i < clips.size(); i++) {
      System.arraycopy(clips.get(i), 0, track, starts.get(i), clips.get(i).length);
    }
    AudioClip whole = new AudioClip(track, rate);
    return new FinishedSpeech(WavFile.encode(whole), rate, whole.seconds(), List.copyOf(speakers));
  }

  private float[] fitting(FinishedSpeech speech, double room) throws InterruptedException {
    double tempo = Math.max(1, Math.min(FASTEST, speech.seconds() / Math.max(room, 0.001)));
    return WavFile.decode(encoder.encode(speech.wav(), new AudioEncoding(AudioFormat.WAV, tempo))).samples();
  }

  private void checkLength(double seconds) {
    if (seconds > longest) {
      throw new InvalidRequestException("recording_too_long",
          "The recording would be longer than %.0f s (%s); split the file.".formatted(longest, InboxSettings.SUBTITLES),
          Map.of("max_seconds", (int) longest));
    }
  }
}
