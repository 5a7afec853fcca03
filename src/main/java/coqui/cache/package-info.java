/**
 * Recordings that were made before, kept by what they were made of: in memory, and in a folder where one is set.
 *
 * <p>{@link coqui.cache.AudioCache} is what others see. A key is a digest ({@link coqui.cache.AudioKey}), so nothing
 * that a client sends names a file, and a kept recording says nothing of its text.
 *
 * <p>A file of the folder, {@code KEY.audio}, KEY in 64 hexadecimal digits; numbers are big-endian:
 * <pre>{@code  0  magic "COQUIAU1"
 *  8  SHA-256 of all that follows
 * 40  the key, 32 bytes
 * 72  sample rate in Hz, int32
 * 76  seconds, float64
 * 84  the WAV, to the end}</pre>
 */
package coqui.cache;
