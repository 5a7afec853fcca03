/**
 * Fetches the four files of a checkpoint over HTTP into a folder, for the command {@code download}.
 *
 * <p>{@link coqui.download.ModelDownload} says what happens in which order; {@link coqui.download.ModelSource} what is
 * fetched, and what is known of it. What is on the way lies inside the folder itself, so that taking the final name is
 * a rename on one file system:
 *
 * <pre>{@code DIR/.download.lock             locked by the process that writes; stays, or two could hold "the" lock
 * DIR/.download/checkpoint       which checkpoint this is on the way
 * DIR/.download/NAME.partial     what of a file is there so far
 * DIR/.download/NAME.origin      which version of which address that is
 * DIR/.download/NAME             a whole file, its hash verified where that is known
 * DIR/.downloaded/NAME           the same, once all files that were missing are whole and fit together
 * DIR/NAME                       model.pth comes last, so a folder that has it is complete}</pre>
 *
 * <p>The server is not trusted: size, time, redirects and what it says of a file are bounded and checked, and TLS
 * certificates are never skipped.
 */
package coqui.download;
