/**
 * Which speakers the checkpoint offers, known without loading it: a small file on the volume, stale while it
 * revalidates.
 *
 * <p>{@link coqui.speakers.SpeakerCatalog} answers and decides when to rebuild; {@link
 * coqui.speakers.SpeakerMetadataFile} reads and replaces the file. Its layout, written here and by no one else, is
 * UTF-8 JSON:
 *
 * <pre>{@code {"speakers":["Claribel Dervla","Daisy Studious"],"count":2,"last_updated":"2026-11-23T08:00:00Z",
 * "checkpoint":"7754818-0123456789abcdef0123456789abcdef"}}</pre>
 *
 * <p>{@code speakers} and {@code last_updated} (an ISO 8601 instant) must be there. {@code count}, where it is there,
 * must be the number of speakers; {@code checkpoint}, where it is there, must be the identity of the checkpoint that is
 * served, so that the file of another one is rebuilt. Other members are ignored, so that an older version can read
 * what a newer one wrote.
 *
 * <p>This package knows neither Camel, HTTP nor the model: the names come from whatever supplier the application gives.
 */
package coqui.speakers;
