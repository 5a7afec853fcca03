package coqui.pipeline;

import coqui.audio.Crossfade;
import coqui.speech.AudioClip;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Joins the chunks of one request, neighbours overlapping a little, but for those that a pause keeps apart.
 * Reads the body of each part, an {@link AudioClip}, in the order of the text, and the {@link SpeechTask}; leaves one
 * {@link AudioClip} when all are there.
 *
 * <p>Camel calls {@link #aggregate} one part after the other, so the list needs no lock.
 */
public final class CrossfadeClips implements AggregationStrategy {

  private final double seconds;

  /** @param seconds that neighbours overlap */
  public CrossfadeClips(double seconds) {
    this.seconds = seconds;
  }

  @Override
  public Exchange aggregate(Exchange joined, Exchange part) {
    AudioClip clip = part.getMessage().getBody(AudioClip.class);
    if (joined == null) {
      part.getMessage().setBody(new ArrayList<>(List.of(clip)));
      return part;
    }
    clips(joined).add(clip);
    return joined;
  }

  @Override
  public void onCompletion(Exchange joined) {
    if (joined != null && !joined.isFailed()) {
      try {
        Pauses pauses = SpeechTask.of(joined).pauses();
        joined.getMessage().setBody(Crossfade.join(clips(joined), pauses.before(), pauses.after(), seconds));
      } catch (RuntimeException e) {   // whatever is thrown from here, nobody would be told
        joined.setException(e);
      } catch (Error e) {
        joined.setException(Step.exception(e));
      }
    }
  }

  @SuppressWarnings("unchecked")   // only aggregate puts a body there
  private static List<AudioClip> clips(Exchange joined) {
    return (List<AudioClip>) joined.getMessage().getBody();
  }
}
