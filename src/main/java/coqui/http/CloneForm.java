package coqui.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a client filled in to have a voice cloned.
 *
 * @param fields what to say and how, as the contract allows it
 * @param references files with the voice to clone, perhaps none. Not copied
 * @param base a file with the style to speak in. Not copied
 */
record CloneForm(ObjectNode fields, List<byte[]> references, Optional<byte[]> base) {

  static final String REFERENCES = "reference_audio";
  static final String BASE = "base_audio";
}
