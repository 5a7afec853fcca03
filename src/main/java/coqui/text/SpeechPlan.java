package coqui.text;

import java.util.List;

/**
 * What a text becomes before the model hears of it.
 *
 * @param sentences the text cut where sentences end, trimmed, otherwise as written
 * @param chunks what is spoken, one after the other; empty if the text has no letter and no digit
 */
public record SpeechPlan(List<String> sentences, List<TextChunk> chunks) {

  public SpeechPlan {
    sentences = List.copyOf(sentences);
    chunks = List.copyOf(chunks);
  }
}
