package coqui.inbox;

import coqui.audio.AudioEncoder;
import coqui.pipeline.FinishedSpeech;
import coqui.pipeline.RequestLife;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes one recording of the subtitles of a file.
 * Reads the body, a list of {@link FinishedSpeech}, and the {@link Cue}s; leaves one {@link FinishedSpeech}.
 */
public final class PlaceCues implements Processor {

  private final CueTrack track;

  public PlaceCues(AudioEncoder encoder, InboxSettings settings) {
    this.track = new CueTrack(encoder, settings.subtitles().toSeconds());
  }

  @Override
  @SuppressWarnings("unchecked")   // readInboxFile and the split leave such lists
  public void process(Exchange exchange) throws Exception {
    List<Cue> cues = exchange.getProperty(ReadInboxFile.CUES, List.class);
    List<FinishedSpeech> spoken = exchange.getMessage().getMandatoryBody(List.class);
    exchange.getMessage().setBody(RequestLife.of(exchange).interrupting(() -> track.of(cues, spoken)));
  }
}
