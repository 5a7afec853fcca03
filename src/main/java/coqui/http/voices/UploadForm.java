package coqui.http.voices;

import coqui.contract.OpenApi;
import coqui.contract.RequestSchema;
import coqui.speech.InvalidRequestException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A kind of form with recordings in it.
 *
 * @param path that it is sent to
 * @param schema what the contract says of it
 * @param maxCharacters of its field {@code text}, if it has one
 * @param recordings the field with the files that must be there
 * @param withoutRecordings what is said where there are none
 * @param misplaced fields that clients may expect here, and what is said to them
 */
record UploadForm(String path, RequestSchema schema, int maxCharacters, String recordings,
    Supplier<InvalidRequestException> withoutRecordings, Map<String, String> misplaced) {

  static final String MEDIA_TYPE = "multipart/form-data";

  static final String VOICE_CLONE = "/voice-clone";
  static final String REFERENCES = "reference_audio";
  static final String BASE = "base_audio";

  static final String VOICES = "/v1/audio/voices";
  static final String SAMPLES = "audio_sample";

  /** A text and the voice to speak it with. */
  static UploadForm ofVoiceClone(OpenApi contract, int maxCharacters) {
    return new UploadForm(VOICE_CLONE, contract.body(VOICE_CLONE, MEDIA_TYPE), maxCharacters, REFERENCES,
        () -> new InvalidRequestException("missing_reference_audio",
            "There is no file in reference_audio; send at least one, 6 to 30 s of the voice to clone.",
            Map.of("field", REFERENCES)),
        Map.of("speaker_id",
            "speaker_id names a built-in voice, but here the voice comes from reference_audio; leave speaker_id out, "
                + "or use POST /tts."));
  }

  /** A voice to save. */
  static UploadForm ofVoices(OpenApi contract) {
    return new UploadForm(VOICES, contract.body(VOICES, MEDIA_TYPE), 0, SAMPLES,
        () -> new InvalidRequestException("missing_audio_sample",
            "There is no file in audio_sample; send at least one, 6 to 30 s of the voice to save.",
            Map.of("field", SAMPLES)),
        Map.of());
  }
}
