package coqui.audio;

/** Samples that go out as they are. */
final class PlainStream implements EncodingStream {

  private final Sink sink;

  PlainStream(Sink sink) {
    this.sink = sink;
  }

  @Override
  public void add(float[] samples) throws InterruptedException {
    if (samples.length > 0) {
      sink.write(WavFile.pcm(samples));
    }
  }

  @Override
  public void finish() {}

  @Override
  public void close() {}
}
