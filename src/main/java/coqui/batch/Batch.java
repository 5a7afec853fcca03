package coqui.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.pipeline.RequestLife;
import coqui.speech.ClientLeftException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.camel.Exchange;

/**
 * A batch in work: a zip that grows as its items are finished, in that order, and ends with {@code manifest.json}, which
 * tells of all items in their own order. Recordings are stored as they are; what compresses speech is its format.
 * Kept as an exchange property.
 *
 * <p><b>Threads.</b> Any, one at a time, and nobody waits: an item's turn is over when its bytes are taken, so a client
 * that takes its time slows the speaking down.
 * <p><b>Ends.</b> With the request: items that are not done fail with its reason, and the manifest says so. Where
 * nobody takes the zip any more, the request ends.
 */
public final class Batch {

  private static final String PROPERTY = "batch";
  private static final String MANIFEST = "manifest.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ZipSink sink;
  private final RequestLife life;
  private final ItemTurns turns;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();   // since the sink was last given any
  private final ZipOutputStream zip = new ZipOutputStream(written);
  private final JsonNode[] told;                                               // of each item; filled as they finish
  private int failed;

  private Batch(int items, ItemTurns turns, ZipSink sink, RequestLife life) {
    this.sink = sink;
    this.life = life;
    this.turns = turns;
    this.told = new JsonNode[items];
  }

  /**
   * Has {@code exchange} be about a batch.
   *
   * @param items how many it has
   * @param chunksInFlight chunks that a request may have with the engine at a time
   */
  public static void begin(Exchange exchange, int items, int chunksInFlight, ZipSink sink) {
    ItemTurns.share(exchange, items, chunksInFlight);
    exchange.setProperty(PROPERTY, new Batch(items, ItemTurns.of(exchange), sink, RequestLife.of(exchange)));
  }

  static Batch of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Batch.class);
  }

  /** An item is finished, whatever with. */
  void add(ItemResult result) {
    told[result.item().index()] = result.told();
    if (!result.isSpoken()) {
      failed++;
      turns.giveUp();
      return;
    }
    write(entry(result.told().path("file").textValue(), result.sound()))
        .whenComplete((taken, nobody) -> turns.giveUp());
  }

  /** All items are finished. Done when the whole zip is taken. */
  CompletableFuture<Void> finish() {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode()
        .put("request_id", life.id())
        .put("items", told.length)
        .put("failed", failed);
    manifest.putArray("results").addAll(List.of(told));
    try {
      byte[] end = entry(MANIFEST, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
      return write(end).thenCompose(taken -> sink.end());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompletableFuture<Void> write(byte[] bytes) {
    return sink.write(bytes).whenComplete((taken, nobody) -> {
      if (nobody != null) {
        life.end(new ClientLeftException());
      }
    });
  }

  /** The bytes of the zip that make up a file; after the last one, also of what a zip ends with. */
  private byte[] entry(String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    try {
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
      if (name.equals(MANIFEST)) {
        zip.finish();
      }
      zip.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    byte[] bytes = written.toByteArray();
    written.reset();
    return bytes;
  }
}
