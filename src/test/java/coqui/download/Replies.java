package coqui.download;

import coqui.download.FaultyServer.Reply;
import coqui.download.FaultyServer.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What a {@link FaultyServer} may say. */
public final class Replies {

  private Replies() {}

  /** As a good server does it: ranges, and the whole file where {@code If-Range} names another version. */
  public static Reply file(byte[] content, String etag) {
    return breakingOff(content, etag, content.length);
  }

  /** The same, but the connection ends after so many bytes of the body. */
  public static Reply breakingOff(byte[] content, String etag, int after) {
    return (request, out) -> {
      String version = request.header("If-Range");
      int first = version == null || version.equals(etag) ? firstByte(request) : 0;
      head(out, first > 0 ? 206 : 200, "ETag: " + etag, "Content-Length: " + (content.length - first),
          "Content-Range: bytes %d-%d/%d".formatted(first, content.length - 1, content.length));
      out.write(content, first, Math.min(after, content.length - first));
    };
  }

  /** The part that is asked for, whatever {@code If-Range} says. */
  static Reply rest(byte[] content, String etag) {
    return (request, out) -> {
      int first = firstByte(request);
      head(out, 206, "ETag: " + etag, "Content-Length: " + (content.length - first),
          "Content-Range: bytes %d-%d/%d".formatted(first, content.length - 1, content.length));
      out.write(content, first, content.length - first);
    };
  }

  /** The first byte that is asked for. */
  static int firstByte(Request request) {
    String range = request.header("Range");
    return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
  }

  /** The whole file, whatever is asked for, with these headers and no others but the length. */
  static Reply whole(byte[] content, String... headers) {
    return wholeBreakingOff(content, content.length, headers);
  }

  static Reply wholeBreakingOff(byte[] content, int after, String... headers) {
    return (request, out) -> {
      head(out, 200, Stream.concat(Stream.of("Content-Length: " + content.length), Stream.of(headers))
          .toArray(String[]::new));
      out.write(content, 0, after);
    };
  }

  static Reply status(int status, String... headers) {
    return (request, out) -> head(out, status, headers);
  }

  static Reply redirect(String location) {
    return status(302, "Location: " + location, "Content-Length: 0");
  }

  /** A head with these headers, then this body, then the end of the connection. */
  static Reply answer(int status, byte[] body, String... headers) {
    return (request, out) -> {
      head(out, status, headers);
      out.write(body);
    };
  }

  /** The chunks, each with its length before it, and the last one of no bytes. */
  static byte[] chunked(byte[]... chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] chunk : chunks) {
      out.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(chunk);
      out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  /** The first line and the headers of an answer. */
  public static void head(OutputStream out, int status, String... headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\nConnection: close\r\n");
    Stream.of(headers).forEach(header -> head.append(header).append("\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
