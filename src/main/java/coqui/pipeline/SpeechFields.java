package coqui.pipeline;

/**
 * What a client or a command asked for, field by field, typed but unchecked. Null where it said nothing.
 *
 * @param text what to say
 * @param speaker name of a built-in voice
 * @param language code or regional tag
 * @param outputFormat container and encoding of the answer
 */
public record SpeechFields(
    String text,
    String speaker,
    String language,
    String outputFormat,
    Double speed,
    Double temperature,
    Long topK,
    Double topP,
    Double repetitionPenalty,
    Long seed,
    Long sampleRate,
    Boolean normalize) {}
