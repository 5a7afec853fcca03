package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.pipeline.SpeechModel;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.speech.SoundListener;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A model that sounds when a test says so. */
final class StagedStream {

  /** What an answer ends with that is whole. */
  static final String LAST_CHUNK = "\r\n0\r\n\r\n";

  /** A chunk that is being spoken: give it samples, complete it or fail it. */
  record Spoken(SoundListener listener, CompletableFuture<AudioClip> answer) {

    /** Returns when nobody wants to hear it any more. */
    void awaitCancelled() {
      assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }
  }

  /** Chunks that the model was asked to speak, in order. */
  final BlockingQueue<Spoken> speaking = new LinkedBlockingQueue<>();

  final SpeechModel model = staged(new ToneModel());

  @SuppressWarnings("unchecked")   // so SpeechModel declares it
  private SpeechModel staged(SpeechModel tones) {
    return (SpeechModel) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {SpeechModel.class}, (proxy, method, arguments) -> {
          if (!method.getName().equals("stream")) {
            return method.invoke(tones, arguments);
          }
          Spoken spoken = new Spoken((SoundListener) arguments[2], new CompletableFuture<>());
          speaking.add(spoken);
          return spoken.answer();
        });
  }

  /** Of an answer on a connection, up to this. */
  static String readUntil(String wanted, InputStream answer) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(wanted) < 0) {
      int next = answer.read();
      if (next < 0) {
        throw new IOException("the answer ends before '%s': %s".formatted(wanted, read));
      }
      read.append((char) next);
    }
    return read.toString();
  }

  /** What else comes of an answer; nothing if the connection is reset. */
  static String rest(InputStream answer) {
    try {
      return new String(answer.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException reset) {
      return "";
    }
  }
}
