package coqui.pipeline;

import java.util.List;

/**
 * A request, spoken and encoded.
 *
 * @param wav the file. Not copied
 * @param sampleRate in Hz
 * @param seconds how long it sounds
 * @param speakers names of the voices, in the order in which they are first heard
 */
public record FinishedSpeech(byte[] wav, int sampleRate, double seconds, List<String> speakers) {}
