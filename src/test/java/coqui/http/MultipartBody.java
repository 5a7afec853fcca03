package coqui.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A {@code multipart/form-data} body, byte by byte as this says. */
public final class MultipartBody {

  private static final String BOUNDARY = "----------------0123456789";

  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

  public MultipartBody text(String field, String value) {
    return part("form-data; name=\"%s\"".formatted(field), value.getBytes(StandardCharsets.UTF_8));
  }

  public MultipartBody file(String field, byte[] content) {
    return file(field, "voice.wav", "audio/wav", content);
  }

  public MultipartBody file(String field, String name, String type, byte[] content) {
    return part("form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s".formatted(field, name, type), content);
  }

  /** A part with any head. */
  public MultipartBody part(String disposition, byte[] content) {
    parts.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8));
    parts.writeBytes(content);
    parts.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** Bytes as they are, between the parts. */
  public MultipartBody raw(String bytes) {
    parts.writeBytes(bytes.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(parts.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return whole.toByteArray();
  }
}
