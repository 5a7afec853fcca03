package coqui.http.voices;

import java.time.Duration;

/**
 * What uploads may cost us. They are kept in memory, so nothing of them is ever left on a disk.
 *
 * @param fileBytes of one file ({@code coqui.upload.max-file-bytes})
 * @param bodyBytes of one request ({@code coqui.upload.max-body-bytes})
 * @param files with a voice, of one request ({@code coqui.upload.max-files})
 * @param memoryBytes of all requests together ({@code coqui.upload.memory-bytes})
 * @param time from the head of a request to its end ({@code coqui.upload.time-limit})
 */
public record UploadLimits(int fileBytes, int bodyBytes, int files, long memoryBytes, Duration time) {}
