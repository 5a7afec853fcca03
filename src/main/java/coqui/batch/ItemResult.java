package coqui.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.audio.AudioEncoding;
import coqui.pipeline.FinishedSpeech;

/**
 * What became of an item.
 *
 * @param item which one
 * @param told of it in the manifest
 * @param sound its file, of the name that the manifest tells; empty where it failed. Not copied
 */
public record ItemResult(BatchItem item, ObjectNode told, byte[] sound) {

  private static final byte[] NONE = {};

  /** It is spoken. */
  static ItemResult spoken(BatchItem item, FinishedSpeech speech, AudioEncoding encoding, byte[] sound) {
    ObjectNode told = about(item, "done")
        .put("file", item.id() + "." + encoding.format().extension())
        .put("seconds", Math.rint(speech.seconds() * 1_000) / 1_000)
        .put("sample_rate", encoding.sampleRate(speech.sampleRate()));
    speech.speakers().forEach(told.putArray("speakers")::add);
    return new ItemResult(item, told, sound);
  }

  /**
   * It cannot be spoken.
   *
   * @param error as in the body of an answer: code, message, …
   */
  public static ItemResult failed(BatchItem item, ObjectNode error) {
    ObjectNode told = about(item, "failed");
    told.set("error", error);
    return new ItemResult(item, told, NONE);
  }

  boolean isSpoken() {
    return told.has("file");
  }

  private static ObjectNode about(BatchItem item, String status) {
    return JsonNodeFactory.instance.objectNode().put("id", item.id()).put("status", status);
  }
}
