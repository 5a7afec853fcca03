package coqui.inbox;

import coqui.audio.AudioEncoder;
import coqui.audio.AudioEncoding;
import coqui.audio.AudioFormat;
import coqui.pipeline.FinishedSpeech;
import coqui.pipeline.RequestLife;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a recording its place in the outbox, and notes what it was made from.
 * Reads the {@link InboxFile} and the body: a {@link FinishedSpeech}, or nothing where its zip is written or its
 * recording is there already. Leaves no body.
 */
public final class WriteOutput implements Processor {

  private static final Logger log = LoggerFactory.getLogger(WriteOutput.class);

  private final InboxFolders folders;
  private final AudioEncoder encoder;

  public WriteOutput(InboxFolders folders, AudioEncoder encoder) {
    this.folders = folders;
    this.encoder = encoder;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    InboxFile file = InboxFile.of(exchange);
    if (file.zip().isPresent()) {
      RequestLife.of(exchange).requireWaiting();   // else what is left out of it was given up, and would be missed
      commit(file, file.zip().get());
    } else if (exchange.getMessage().getBody() instanceof FinishedSpeech speech) {
      write(exchange, file, speech);
    } else {
      log.info("inbox.known file={}", file.name());
    }
    exchange.getMessage().setBody(null);
  }

  private void write(Exchange exchange, InboxFile file, FinishedSpeech speech) throws Exception {
    AudioFormat format = file.format();
    byte[] sound = RequestLife.of(exchange).interrupting(
        () -> encoder.encode(speech.wav(), new AudioEncoding(format, 1)));
    try (OutputFile output =
        new OutputFile(folders.partial(file.name()), folders.output(file.name(), format.extension()))) {
      output.write(sound);
      commit(file, output);
    }
  }

  private void commit(InboxFile file, OutputFile output) throws IOException {
    String sha256 = output.commit();
    String name = output.target().getFileName().toString();
    new Note(file.digest(), name, sha256).write(folders.note(file.name()), file.life().id());
    log.atInfo()
        .addKeyValue("file", file.name())
        .addKeyValue("output", name)
        .addKeyValue("seconds", Math.rint(file.life().age().toMillis()) / 1_000)
        .log("inbox.done");
  }
}
