package coqui.pipeline;

import coqui.audio.CrossfadeStream;
import coqui.audio.LoudnessNormalizer;
import coqui.audio.LoudnessStream;
import coqui.audio.ResamplingFilter;
import coqui.audio.ResamplingStream;
import coqui.speech.ChunkRequest;
import coqui.speech.SpeechRequest;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lets the model speak a text, and sends its sound on while it is being spoken: chunk by chunk, neighbours
 * cross-faded, at the rate and about the loudness that were asked for.
 * Reads the body, a list of {@link ChunkRequest}, the {@link SpeechTask} and the {@link SpeechStream}; leaves no body.
 *
 * <p>With {@code normalize} off, the samples are those of an answer as a whole, within −60 dB. With it, the gain can
 * follow only what was spoken so far, see {@link LoudnessStream}; after a pause, another voice has a gain of its own.
 *
 * <p><b>Order.</b> A chunk begins when the first sound of the one before it is sent: nothing of the text is done before
 * its first sound, and then there is always one chunk more than is being heard. So a client that takes its sound slowly
 * keeps no more than two chunks waiting in memory, and nothing on the device.
 *
 * <p><b>Threads.</b> The request's own, which waits for sound and for the client. The end of the request interrupts it.
 */
public final class StreamSpeech implements Processor {

  private final ModelLoader model;
  private final double crossfadeSeconds;
  private final LoudnessNormalizer loudness;
  private final InferenceLog log;

  /** @param crossfadeSeconds that neighbours overlap */
  public StreamSpeech(ModelLoader model, double crossfadeSeconds, LoudnessNormalizer loudness, InferenceLog log) {
    this.model = model;
    this.crossfadeSeconds = crossfadeSeconds;
    this.loudness = loudness;
    this.log = log;
  }

  @Override
  @SuppressWarnings("unchecked")   // planSpeech leaves such a list
  public void process(Exchange exchange) throws Exception {
    List<ChunkRequest> chunks = exchange.getMessage().getMandatoryBody(List.class);
    SpeechTask task = SpeechTask.of(exchange);
    try (SpeechStream stream = SpeechStream.of(exchange).orElseThrow()) {
      RequestLife.of(exchange).interrupting(() -> {
        new Speaking(exchange, task, stream).speak(chunks);
        return null;
      });
    } catch (Exception e) {
      task.window().end(e);
      throw e;
    }
    exchange.getMessage().setBody(null);
  }

  /** One request. */
  private final class Speaking {

    private final Exchange exchange;
    private final SpeechTask task;
    private final SpeechModel speaker;
    private final SpeechStream stream;
    private final CrossfadeStream crossfade;
    private final ResamplingStream resampling;
    private Optional<LoudnessStream> levelling;
    private long samplesSent;
    private int codes;

    Speaking(Exchange exchange, SpeechTask task, SpeechStream stream) {
      SpeechRequest request = task.request();
      this.exchange = exchange;
      this.task = task;
      this.speaker = model.require();
      this.stream = stream;
      this.crossfade = new CrossfadeStream(speaker.sampleRate(), crossfadeSeconds);
      this.resampling = new ResamplingStream(speaker.sampleRate(), request.sampleRate(), ResamplingFilter.OUTPUT);
      this.levelling = levelling();
    }

    void speak(List<ChunkRequest> chunks) throws Exception {
      double first = task.pauses().before();   // goes out with the first sound: what fails before that is an error
      ChunkSound next = begin(chunks.get(0));
      for (int i = 1; i <= chunks.size(); i++) {
        ChunkSound present = next;
        next = null;
        for (Optional<float[]> heard = present.next(); heard.isPresent(); heard = present.next()) {
          pause(first);
          first = 0;
          send(level(resampling.add(crossfade.add(heard.get()))));
          if (next == null && i < chunks.size()) {
            next = begin(chunks.get(i));
          }
        }
        codes += present.codes();
        send(level(resampling.add(crossfade.endClip())));
        double pause = task.pauses().after().get(i - 1);
        pause(pause);
        if (pause > 0 && i < chunks.size() && !chunks.get(i).voice().equals(chunks.get(i - 1).voice())) {
          send(levelled());
          levelling = levelling();
        }
      }
      send(level(resampling.add(crossfade.finish())));
      send(level(resampling.finish()));
      send(levelled());
      int textTokens = chunks.stream().mapToInt(chunk -> chunk.tokenIds().length).sum();
      stream.end(new SpeechUsage(textTokens, codes));
      log.done(exchange, (double) samplesSent / task.request().sampleRate());
    }

    private ChunkSound begin(ChunkRequest chunk) {
      ChunkSound sound = new ChunkSound();
      RequestLife life = RequestLife.of(exchange);
      task.window().submit(() -> {
        life.nameInLog();   // the engine takes it along
        try {
          return speaker.stream(chunk, EngineShare.of(exchange), sound);
        } finally {
          life.noNameInLog();
        }
      }).whenComplete(sound::ended);
      life.nameInLog();   // of this thread, which goes on; that was perhaps another one
      return sound;
    }

    private void pause(double seconds) throws Exception {
      send(level(resampling.add(crossfade.silence(seconds))));
    }

    private Optional<LoudnessStream> levelling() {
      SpeechRequest request = task.request();
      return request.normalize() ? Optional.of(loudness.stream(request.sampleRate())) : Optional.empty();
    }

    private float[] level(float[] samples) {
      return levelling.map(level -> level.add(samples)).orElse(samples);
    }

    /** What the present gain was still held back for. */
    private float[] levelled() {
      return levelling.map(LoudnessStream::finish).orElse(new float[0]);
    }

    private void send(float[] samples) throws Exception {
      if (samples.length == 0) {
        return;
      }
      if (samplesSent == 0) {
        log.firstSound(exchange);
        stream.begin(exchange, task.request().sampleRate(), task.request().speakers());
      }
      stream.send(samples);
      samplesSent += samples.length;
    }
  }
}
