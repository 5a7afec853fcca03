package coqui.pipeline;

/**
 * A text, spoken and encoded.
 *
 * @param wav the file. Not copied
 * @param sampleRate in Hz
 * @param seconds how long it sounds
 * @param speaker name of the voice
 */
public record FinishedSpeech(byte[] wav, int sampleRate, double seconds, String speaker) {}
