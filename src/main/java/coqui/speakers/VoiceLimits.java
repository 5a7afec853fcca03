package coqui.speakers;

/**
 * What saved voices may take up.
 *
 * @param most how many there may be ({@code coqui.voices.most}); 0 for none
 * @param bytes of all their files together ({@code coqui.voices.max-bytes})
 */
public record VoiceLimits(int most, long bytes) {}
