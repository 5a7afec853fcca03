package coqui.cache;

/**
 * A recording that is kept.
 *
 * @param wav the file. Not copied
 * @param sampleRate in Hz
 * @param seconds how long it sounds
 */
public record StoredAudio(byte[] wav, int sampleRate, double seconds) {}
