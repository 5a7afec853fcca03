package coqui.http.voices;

import coqui.contract.RequestSchema;
import coqui.speech.InvalidRequestException;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Where a part of the form is to go: always into memory, if its head tells of one that is expected. */
final class FormParts extends DefaultHttpDataFactory {

  private static final boolean NEVER_ON_DISK = false;

  private final Set<String> seen = new HashSet<>();
  private final UploadForm form;
  private final RequestSchema schema;
  private final int mostFiles;
  private int files;

  FormParts(UploadForm form, int mostFiles) {
    super(NEVER_ON_DISK);
    this.form = form;
    this.schema = form.schema();
    this.mostFiles = mostFiles;
  }

  /** How many parts a form can have that is not refused. */
  int most() {
    return mostFiles + schema.fields().size();
  }

  @Override
  public Attribute createAttribute(HttpRequest request, String name) {
    checkText(name);
    return super.createAttribute(request, name);
  }

  /** {@code definedSize} is what the client says, so nothing depends on it. */
  @Override
  public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
    return createAttribute(request, name);
  }

  @Override
  public FileUpload createFileUpload(HttpRequest request, String name, String filename, String contentType,
      String contentTransferEncoding, Charset charset, long size) {
    checkFile(name);
    return super.createFileUpload(request, name, "", "", null, charset, 0);
  }

  private void checkText(String name) {
    if (form.misplaced().containsKey(name)) {
      throw InvalidRequestException.ofField(name, form.misplaced().get(name));
    }
    if (schema.isFile(name)) {
      throw InvalidRequestException.ofField(name,
          "%s is a text, expected a file: a part with a filename.".formatted(name));
    }
    once(name);
  }

  private void checkFile(String name) {
    if (!schema.isFile(name)) {
      throw InvalidRequestException.ofField(name, "%s is a file, expected %s in a part without a filename."
          .formatted(name, schema.expected(name)));
    }
    if (!schema.isList(name)) {
      once(name);
      return;
    }
    files++;
    if (files > mostFiles) {
      throw new InvalidRequestException("too_many_files",
          "There are more than %d files in %s (coqui.upload.max-files); send the best ones.".formatted(mostFiles, name),
          Map.of("field", name, "max_files", mostFiles));
    }
  }

  private void once(String name) {
    if (!seen.add(name)) {
      throw schema.duplicate(name);
    }
  }
}
