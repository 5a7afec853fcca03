/**
 * Sound in memory: resampling, WAV files, joining clips, loudness; recordings of any format from strangers
 * ({@link coqui.audio.AudioDecoder}) and whether a voice can be cloned from them
 * ({@link coqui.audio.ReferenceQuality}). It imports only {@link coqui.speech}.
 *
 * <p>Letters in the documentation: S samples, C channels. Samples are amplitudes with full scale −1 to 1; dBFS is
 * relative to full scale, LUFS and LU are loudness after ITU-R BS.1770-4. Everything here is stateless unless it
 * says otherwise, leaves its input alone and may be called from any thread.
 */
package coqui.audio;
