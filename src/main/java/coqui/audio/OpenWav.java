package coqui.audio;

import java.nio.ByteBuffer;

/** Puts the header of a WAV file without a length before the first samples; one piece, as they go out. */
final class OpenWav implements EncodingStream.Sink {

  private final EncodingStream.Sink sink;
  private final int sampleRate;
  private boolean begun;   // by whoever writes

  OpenWav(EncodingStream.Sink sink, int sampleRate) {
    this.sink = sink;
    this.sampleRate = sampleRate;
  }

  @Override
  public void write(byte[] pcm) throws InterruptedException {
    if (begun) {
      sink.write(pcm);
      return;
    }
    begun = true;
    byte[] header = WavFile.openHeader(sampleRate);
    sink.write(ByteBuffer.allocate(header.length + pcm.length).put(header).put(pcm).array());
  }
}
