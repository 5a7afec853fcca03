package coqui.cache;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What kept recordings may cost us.
 *
 * @param memoryBytes of Java's heap ({@code coqui.audio-cache.memory-bytes}); 0 keeps none there
 * @param directory to keep them in too, where they outlive the program ({@code coqui.audio-cache.directory})
 * @param directoryBytes of all files there ({@code coqui.audio-cache.directory-bytes})
 */
public record AudioCacheLimits(long memoryBytes, Optional<Path> directory, long directoryBytes) {}
