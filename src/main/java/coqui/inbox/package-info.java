/**
 * Files dropped into a folder, the inbox, become recordings in another, the outbox.
 *
 * <pre>
 * INBOX/hello.txt              to be spoken: .txt, .json or .srt; all other names are left alone
 * INBOX/.coqui.lock            one byte of it is locked for each file in work
 * INBOX/done/hello.txt         was spoken
 * INBOX/failed/hello.txt       cannot be spoken, and why: hello.txt.error.json
 * OUTBOX/hello.txt.wav         the recording
 * OUTBOX/.hello.txt.partial    is being written
 * OUTBOX/.spoken/hello.txt     tells what the recording was made from
 * </pre>
 *
 * <p><b>Sudden death</b>, at any moment, loses nothing and leaves nothing half done, by this order: the recording is
 * written beside its place, forced to the disk and renamed; then what it was made from is noted; then the file leaves the
 * inbox. Whoever starts after a crash finds the file still there, and, where the note is there too, does not speak again.
 * Locks are the operating system's, so those of a dead process are gone with it.
 */
package coqui.inbox;
