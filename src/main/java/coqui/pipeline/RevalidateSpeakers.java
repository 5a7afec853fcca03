package coqui.pipeline;

import coqui.speakers.SpeakerCatalog;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Has the speaker metadata refreshed in the background if it is old.
 * Reads nothing of the exchange and leaves nothing there.
 */
public final class RevalidateSpeakers implements Processor {

  private final SpeakerCatalog speakers;

  public RevalidateSpeakers(SpeakerCatalog speakers) {
    this.speakers = speakers;
  }

  @Override
  public void process(Exchange exchange) {
    speakers.revalidate();
  }
}
