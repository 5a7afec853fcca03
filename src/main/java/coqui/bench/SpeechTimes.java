package coqui.bench;

/**
 * How long one client alone waits for a text.
 *
 * @param chunks that the text is cut into
 * @param audioSeconds how long the recording is
 * @param seconds from the request to the last byte
 * @param realTimeFactor the same for each second of the recording
 */
public record SpeechTimes(int chunks, double audioSeconds, Repeated seconds, Repeated realTimeFactor) {}
