package coqui.http.voices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.pipeline.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A form as a client filled it in.
 *
 * @param fields what is no file, as the contract allows it
 * @param files by field, in the order in which they came. Not copied
 */
record ReceivedForm(ObjectNode fields, Map<String, List<byte[]>> files) {

  /** The files of a field, perhaps none. */
  List<Recording> recordings(String field) {
    List<Recording> recordings = new ArrayList<>();
    for (byte[] file : files.getOrDefault(field, List.of())) {
      recordings.add(new Recording(field, recordings.size(), file));
    }
    return recordings;
  }
}
