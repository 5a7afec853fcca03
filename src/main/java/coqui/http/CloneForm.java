package coqui.http;

import coqui.pipeline.SpeechFields;
import java.util.List;
import java.util.Optional;

/**
 * What a client filled in to have a voice cloned, read but unchecked.
 *
 * @param fields what to say and how
 * @param references files with the voice to clone, perhaps none. Not copied
 * @param base a file with the style to speak in. Not copied
 */
record CloneForm(SpeechFields fields, List<byte[]> references, Optional<byte[]> base) {

  static final String REFERENCES = "reference_audio";
  static final String BASE = "base_audio";
}
