package coqui.pipeline;

import coqui.pipeline.NewVoice.LearnedNewVoice;
import coqui.speakers.SavedVoices;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Saves a voice that was learned.
 * Reads the body, what {@link VoiceFromReferences} made of a {@link NewVoice}; leaves a {@link SavedVoices.Saved} there.
 * An exception of {@link SavedVoices#save} is the caller's to answer.
 */
public final class SaveVoice implements Processor {

  private final SavedVoices voices;

  public SaveVoice(SavedVoices voices) {
    this.voices = voices;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    LearnedNewVoice learned = exchange.getMessage().getMandatoryBody(LearnedNewVoice.class);
    NewVoice asked = learned.asked();
    List<byte[]> recordings =
        asked.keepsRecordings() ? asked.references().stream().map(Recording::file).toList() : List.of();
    exchange.getMessage().setBody(voices.save(asked.name(), asked.consent(), learned.voice(), recordings));
  }
}
