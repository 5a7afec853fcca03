package coqui;

import coqui.pipeline.VoiceAliases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the operator wants of the paths below {@code /v1/}, where OpenAI's clients ask. */
public final class OpenAiSettings {

  /** OpenAI's names for voices. */
  private static final List<String> VOICES = List.of("alloy", "ash", "ballad", "cedar", "coral", "echo", "fable",
      "marin", "nova", "onyx", "sage", "shimmer", "verse");

  private final SettingValues values;

  OpenAiSettings(SettingValues values) {
    this.values = values;
  }

  void check() {
    listsNeedKey();
    voices();
  }

  /** Whether the lists of models and voices that Open WebUI asks for without a key need one, where keys are set. */
  public boolean listsNeedKey() {
    return values.oneOf("coqui.openai.lists-need-key", "true", "false").equals("true");
  }

  /** Who speaks where a client asks for one of OpenAI's voices. */
  public VoiceAliases voices() {
    Map<String, List<String>> voices = new LinkedHashMap<>();
    VOICES.forEach(name -> voices.put(name, values.list("coqui.openai.voice." + name)));
    return new VoiceAliases(voices);
  }
}
