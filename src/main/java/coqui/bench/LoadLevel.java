package coqui.bench;

/**
 * What so many clients at once got.
 *
 * @param clients each with one request
 * @param audioSeconds of all recordings together
 * @param seconds from the first request to the last answer
 * @param audioSecondsPerSecond the throughput
 * @param latencyP50 seconds within which half of them had their answer
 * @param latencyP95 the same for 95 of 100
 */
public record LoadLevel(
    int clients,
    double audioSeconds,
    double seconds,
    double audioSecondsPerSecond,
    double latencyP50,
    double latencyP95) {}
