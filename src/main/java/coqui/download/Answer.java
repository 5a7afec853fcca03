package coqui.download;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server says of a file before it sends it. Closing ends the transfer.
 *
 * @param first byte that {@code body} begins with; 0 where the server sends the whole file
 * @param totalBytes of the whole file, as far as the server says
 * @param version what the server calls this version of the file: a strong ETag
 * @param body not read yet
 */
record Answer(long first, OptionalLong totalBytes, Optional<String> version, InputStream body) implements Closeable {

  @Override
  public void close() throws IOException {
    body.close();
  }
}
