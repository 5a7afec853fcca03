/**
 * Who can speak: the checkpoint's own voices, known without loading it, and those that clients saved.
 *
 * <h2>The checkpoint's own</h2>
 *
 * <p>Their names are in a small file on the volume, stale while it revalidates.
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
 * <h2>Saved voices</h2>
 *
 * <p>{@link coqui.speakers.SavedVoices} finds, saves and deletes them. They are folders in one folder, each called by
 * 64 hexadecimal digits: SHA-256 of the voice's name, folded by Unicode's NFKC_Casefold, so that no name leads
 * elsewhere and names that differ in letter case alone are one. In it are {@code voice} and, where the client asked to
 * keep the recordings, {@code recording-1} and so on, as they were sent. The layout of {@code voice}, written here and
 * by no one else, is, with the highest byte of every number first:
 *
 * <pre>{@code
 * COQUIVOC   8 bytes
 * version    int32      1
 * checksum   32 bytes   SHA-256 of all that follows
 * length     int32      of the header, at most 16 KiB
 * header     UTF-8 JSON {"name":"Anna","created_at":"2026-11-23T08:00:00Z","checkpoint":"1869-0123…","consent":"true",
 *                        "latents":32,"width":1024,"embedding":512}
 * latents    float32    [latents × width] conditioning latents, row after row
 * embedding  float32    [embedding] speaker embedding}</pre>
 *
 * <p>{@code checkpoint} is the identity of the {@code model.pth} that learned the voice, whatever precision it ran in.
 * Entries that begin with a dot are voices that are being written ({@code .partial}) or taken away ({@code .deleted});
 * others that are not called as above are nobody's.
 *
 * <p>This package knows neither Camel, HTTP nor the model: the names come from whatever supplier the application gives.
 */
package coqui.speakers;
