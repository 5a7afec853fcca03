package coqui.inbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.audio.AudioFormat;
import coqui.batch.Batch;
import coqui.batch.BatchItem;
import coqui.batch.BatchRequests;
import coqui.batch.ItemTurns;
import coqui.batch.ZipSink;
import coqui.contract.JsonBody;
import coqui.contract.RequestSchema;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.SpeechRequests;
import coqui.speech.InvalidRequestException;
import coqui.speech.SpeechRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reads a file of the inbox. Reads the {@link InboxFile}; leaves what kind of file it is as the property
 * {@code inboxKind}, and as the body
 *
 * <ul>
 *   <li>{@code request}: a {@link SpeechRequest}, of a text or of the fields of {@code POST /tts};
 *   <li>{@code batch}: a list of {@link BatchItem}, of the fields of {@code POST /tts/batch}, and its {@link Batch};
 *   <li>{@code subtitles}: a list of {@link BatchItem}, and the {@link Cue}s as the property {@code cues};
 *   <li>{@code known}: nothing, since its recording is there already.
 * </ul>
 */
public final class ReadInboxFile implements Processor {

  static final String CUES = "cues";

  private static final String KIND = "inboxKind";
  private static final String FORMAT = "output_format";

  private final InboxFolders folders;
  private final InboxSettings settings;
  private final Requests requests;

  /**
   * What becomes of what is in a file.
   *
   * @param schema of the body of {@code POST /tts}
   * @param batch of that of {@code POST /tts/batch}
   * @param chunksInFlight of one request with the engine
   */
  public record Requests(
      RequestSchema schema,
      SpeechRequests speech,
      RequestSchema batch,
      BatchRequests batches,
      ModelLoader model,
      int chunksInFlight) {}

  public ReadInboxFile(InboxFolders folders, InboxSettings settings, Requests requests) {
    this.folders = folders;
    this.settings = settings;
    this.requests = requests;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    InboxFile file = InboxFile.of(exchange);
    byte[] content = file.read(settings.bytes());
    file.setDigest(digest(content));
    if (Note.tellsOf(folders.note(file.name()), file.digest(), folders.outbox())) {
      tell(exchange, "known", null);
      return;
    }
    String text = utf8(content);
    String name = file.name().toLowerCase(Locale.ROOT);
    if (name.endsWith(".srt")) {
      readSubtitles(exchange, text);
    } else if (name.endsWith(".json")) {
      readJson(exchange, text);
    } else {
      speak(exchange, asked(text));
    }
  }

  private static void tell(Exchange exchange, String kind, Object body) {
    exchange.setProperty(KIND, kind);
    exchange.getMessage().setBody(body);
  }

  /** Of the content and of what else decides how it is spoken. */
  private String digest(byte[] content) {
    MessageDigest digest = Note.newSha256();
    digest.update(content);
    digest.update("%s %s %s".formatted(settings.speaker(), settings.language(), settings.format())
        .getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String utf8(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException("not_utf_8", "The file is not UTF-8; save it as that.", Map.of());
    }
  }

  /** The fields of {@code POST /tts} for a text of a file that has nothing else. */
  private ObjectNode asked(String text) {
    ObjectNode asked = JsonNodeFactory.instance.objectNode().put("text", text);
    settings.speaker().ifPresent(speaker -> asked.put("speaker_id", speaker));
    settings.language().ifPresent(language -> asked.put("language", language));
    return asked.put(FORMAT, settings.format().extension());
  }

  private void speak(Exchange exchange, ObjectNode asked) {
    requests.schema().check(asked);
    InboxFile.of(exchange).setFormat(AudioFormat.named(asked.path(FORMAT).asText()).orElseThrow());
    tell(exchange, "request", requests.speech().accept(asked, requests.model()::require));
  }

  private void readJson(Exchange exchange, String text) throws IOException {
    ObjectNode asked = JsonBody.parse(text.getBytes(StandardCharsets.UTF_8), requests.schema());
    if (!asked.has("items")) {
      if (!asked.has(FORMAT)) {
        asked.put(FORMAT, settings.format().extension());
      }
      speak(exchange, asked);
      return;
    }
    requests.batch().check(asked);
    List<BatchItem> items = requests.batches().accept(asked);
    InboxFile file = InboxFile.of(exchange);
    OutputFile zip = new OutputFile(folders.partial(file.name()), folders.output(file.name(), "zip"));
    file.setZip(zip);
    Batch.begin(exchange, items.size(), requests.chunksInFlight(), new FileSink(zip));
    tell(exchange, "batch", items);
  }

  private void readSubtitles(Exchange exchange, String text) {
    List<Cue> cues = Subtitles.read(text);
    requests.batches().checkLength(cues.stream().map(Cue::text));
    List<BatchItem> items = new ArrayList<>();
    for (Cue cue : cues) {
      items.add(new BatchItem(items.size(), "cue-" + (items.size() + 1), asked(cue.text())));
    }
    ItemTurns.share(exchange, items.size(), requests.chunksInFlight());
    InboxFile.of(exchange).setFormat(settings.format());
    exchange.setProperty(CUES, cues);
    tell(exchange, "subtitles", items);
  }

  /** Written at once, by whoever has something to write. */
  private record FileSink(OutputFile file) implements ZipSink {

    @Override
    public CompletableFuture<Void> write(byte[] bytes) {
      try {
        file.write(bytes);
        return CompletableFuture.completedFuture(null);
      } catch (IOException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    @Override
    public CompletableFuture<Void> end() {
      return CompletableFuture.completedFuture(null);
    }
  }
}
