package coqui.http.openai;

import coqui.http.tts.AudioFraming;
import coqui.http.tts.AudioResponse;
import coqui.pipeline.SpeechUsage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Gives the whole of a recording the form in which OpenAI's clients expect it.
 * Reads the body, the file that {@link AudioResponse} left, and the {@link AudioFraming}; leaves the framed file and
 * its type. Speech that was streamed is no body, and stays so.
 */
public final class OpenAiSpeechResponse implements Processor {

  @Override
  public void process(Exchange exchange) {
    Message answer = exchange.getMessage();
    if (!(answer.getBody() instanceof ByteBuffer file)) {   // sent already
      return;
    }
    AudioFraming framing = AudioFraming.of(exchange);
    byte[] audio = new byte[file.remaining()];
    file.get(audio);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(framing.piece(audio));
    // Only a recording that was kept is whole although events were asked for: it took the model nothing.
    body.writeBytes(framing.end(SpeechUsage.NONE));
    answer.setHeader(Exchange.CONTENT_TYPE, framing.mediaType());
    answer.setBody(ByteBuffer.wrap(body.toByteArray()));
  }
}
