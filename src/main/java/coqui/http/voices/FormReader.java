package coqui.http.voices;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.RequestSchema;
import coqui.http.Problem;
import coqui.http.RefusedRequestException;
import coqui.speech.InvalidRequestException;
import coqui.speech.SpeechException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code multipart/form-data} as it arrives, strictly: known fields, each of the right kind, each text at most
 * once and in UTF-8. Whatever is wrong is told as soon as it shows: a field by its head, a size at the first piece
 * beyond it. All stays in memory; the file names that a client gives are not even looked at.
 *
 * <p>Netty's decoder and not Vert.x's way to it, whose limits (8 KiB of text) Camel's server lets nobody change.
 *
 * <p>One thread at a time.
 */
final class FormReader implements AutoCloseable {

  private static final int MOST_BYTES_OF_A_CHARACTER = 4;
  private static final int MOST_BYTES_OF_A_SETTING = 1 << 10;
  private static final byte CARRIAGE_RETURN = '\r';
  private static final int MOST_BYTES_OF_A_HEAD = 16 << 10;

  // Of the Java heap: what the decoder lets go of without releasing it, as it does with unfinished files, is collected
  private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

  private final UploadForm form;
  private final RequestSchema schema;
  private final UploadLimits limits;
  private final HttpPostMultipartRequestDecoder decoder;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, List<byte[]>> files = new HashMap<>();
  private boolean heldBack;   // a CR at the end of the last piece

  /**
   * @param contentType of the request
   * @throws InvalidRequestException if {@code contentType} tells no boundary
   */
  FormReader(String contentType, UploadForm form, UploadLimits limits) {
    this.form = form;
    this.schema = form.schema();
    this.limits = limits;
    DefaultHttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    FormParts parts = new FormParts(form, limits.files());
    try {
      decoder = new HttpPostMultipartRequestDecoder(
          parts, head, StandardCharsets.UTF_8, parts.most(), MOST_BYTES_OF_A_HEAD);
    } catch (ErrorDataDecoderException | NullPointerException noBoundary) {
      throw unreadable();
    }
  }

  /**
   * The next bytes of the body.
   *
   * @throws InvalidRequestException if they are no such form
   * @throws RefusedRequestException if a file is too large
   */
  void add(byte[] bytes) {
    decode(new DefaultHttpContent(withLineEndsWhole(bytes)));
    takeWhatIsThere();
    if (decoder.currentPartialHttpData() instanceof HttpData begun) {
      checkSize(begun);
    }
  }

  /**
   * The whole form, when all bytes are there.
   *
   * @throws InvalidRequestException if its end is missing, or it is not as the contract says
   */
  ReceivedForm finish() {
    decode(LastHttpContent.EMPTY_LAST_CONTENT);
    takeWhatIsThere();
    if (decoder.currentPartialHttpData() != null) {
      throw unreadable();
    }
    if (!files.containsKey(form.recordings())) {
      throw form.withoutRecordings().get();
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    texts.forEach((field, text) -> fields.set(field, schema.parse(field, text)));
    checkWithFiles(fields);
    return new ReceivedForm(fields, files);
  }

  /** To the contract, a file is a string; which one does not matter to it. */
  private void checkWithFiles(ObjectNode fields) {
    ObjectNode whole = fields.deepCopy();
    files.forEach((field, sent) -> {
      if (schema.isList(field)) {
        ArrayNode list = whole.putArray(field);
        sent.forEach(file -> list.add(""));
      } else {
        whole.put(field, "");
      }
    });
    schema.check(whole);
  }

  /** Netty takes a CR for content when the LF comes with the next piece; so it gets the CR with that one. */
  private ByteBuf withLineEndsWhole(byte[] bytes) {
    ByteBuf whole = HEAP.buffer(bytes.length + 1);
    if (heldBack) {
      whole.writeByte(CARRIAGE_RETURN);
    }
    heldBack = bytes.length > 0 && bytes[bytes.length - 1] == CARRIAGE_RETURN;
    return whole.writeBytes(bytes, 0, bytes.length - (heldBack ? 1 : 0));
  }

  private void decode(HttpContent next) {
    try {
      decoder.offer(next);
    } catch (SpeechException | RefusedRequestException refusedByItsHead) {
      throw refusedByItsHead;
    } catch (RuntimeException unreadable) {
      // Netty has exceptions of its own for some bad forms, and meets others with whatever comes of them
      throw unreadable();
    }
  }

  private void takeWhatIsThere() {
    try {
      while (decoder.hasNext()) {
        take(decoder.next());
      }
    } catch (EndOfDataDecoderException end) {
      // how the decoder says that the form is complete
    }
  }

  private void take(InterfaceHttpData part) {
    HttpData data = (HttpData) part;
    checkSize(data);
    byte[] bytes = bytes(data);
    if (data instanceof Attribute) {
      texts.put(data.getName(), utf8(data.getName(), bytes));
    } else {
      files.computeIfAbsent(data.getName(), first -> new ArrayList<>()).add(bytes);
    }
    decoder.removeHttpDataFromClean(data);
    data.release();
  }

  private static byte[] bytes(HttpData data) {
    try {
      return data.get();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private void checkSize(HttpData data) {
    String field = data.getName();
    if (data instanceof FileUpload && data.length() > limits.fileBytes()) {
      throw new RefusedRequestException(new Problem(413, "file_too_large",
          "The file in %s has more than %d bytes (coqui.upload.max-file-bytes); 6 to 30 s of speech are enough."
              .formatted(field, limits.fileBytes()),
          Map.of("field", field, "max_bytes", limits.fileBytes()), Map.of()));
    }
    if (data instanceof Attribute && field.equals("text")
        && data.length() > (long) MOST_BYTES_OF_A_CHARACTER * form.maxCharacters()) {
      throw new InvalidRequestException("text_too_long",
          "The text has more than %d characters (coqui.text.max-characters); send it in parts."
              .formatted(form.maxCharacters()),
          Map.of("field", field, "max_characters", form.maxCharacters()));
    }
    if (data instanceof Attribute && !field.equals("text") && data.length() > MOST_BYTES_OF_A_SETTING) {
      throw InvalidRequestException.ofField(field, "%s has more than %d bytes, expected %s."
          .formatted(field, MOST_BYTES_OF_A_SETTING, schema.expected(field)));
    }
  }

  private static String utf8(String field, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw InvalidRequestException.ofField(field, "The field %s is not UTF-8.".formatted(field));
    }
  }

  private static InvalidRequestException unreadable() {
    return new InvalidRequestException("invalid_multipart",
        "The body is no complete multipart/form-data; let your HTTP library write it, boundary and all.", Map.of());
  }

  /** Lets go of what was read. */
  @Override
  public void close() {
    decoder.destroy();
  }
}
