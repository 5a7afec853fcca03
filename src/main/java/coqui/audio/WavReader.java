package coqui.audio;

import coqui.speech.AudioClip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks through the chunks of one WAV file: id (4 bytes), size of the body (4), body, a padding byte after an odd size.
 *
 * <p>Every size is compared with the bytes that are really there before it is believed.
 */
final class WavReader {

  // From here on, sizes are placeholders of writers that could not seek: 0x7FFFF000 + … (SoX), 2^31 (arecord), 2^32 - 1
  private static final long OPEN_SIZE = 0x7FFF_0000L;

  private final ByteBuffer wav;
  private WavFormat format;

  WavReader(byte[] wav) {
    this.wav = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
  }

  AudioClip read() {
    if (wav.remaining() < 12) {
      throw new AudioFormatException("not a WAV file: only %d bytes".formatted(wav.remaining()));
    }
    String riff = id();
    long riffSize = size();
    String form = id();
    if (!riff.equals("RIFF") || !form.equals("WAVE")) {
      throw new AudioFormatException(
          "not a WAV file: begins with '%s', '%s', expected 'RIFF', 'WAVE'".formatted(riff, form));
    }
    while (wav.remaining() >= 8) {
      String id = id();
      long size = size();
      if (id.equals("data")) {
        return clip(dataBytes(size, riffSize));
      }
      if (size > wav.remaining()) {
        throw cutOff(id, size);
      }
      int end = wav.position() + (int) size;
      if (id.equals("fmt ")) {
        format = WavFormat.read(wav.slice(wav.position(), (int) size).order(ByteOrder.LITTLE_ENDIAN));
      }
      wav.position((int) Math.min(end + (size & 1), wav.limit()));
    }
    throw new AudioFormatException("WAV file without a data chunk");
  }

  private int dataBytes(long size, long riffSize) {
    boolean riffIsOpen = riffSize >= OPEN_SIZE || riffSize <= wav.position() - 8;
    if (size >= OPEN_SIZE || size == 0 && riffIsOpen) {
      return wav.remaining();
    }
    if (size > wav.remaining()) {
      throw cutOff("data", size);
    }
    return (int) size;
  }

  private AudioClip clip(int bytes) {
    if (format == null) {
      throw new AudioFormatException("WAV file without a 'fmt ' chunk before its data");
    }
    float[] samples = new float[bytes / format.frameBytes()];
    for (int frame = 0; frame < samples.length; frame++) {
      double sum = 0;
      for (int channel = 0; channel < format.channels(); channel++) {
        sum += format.encoding().next(wav);
      }
      samples[frame] = (float) (sum / format.channels());
      if (!Float.isFinite(samples[frame])) {
        throw new AudioFormatException("WAV file with %s at sample %d".formatted(samples[frame], frame));
      }
    }
    return new AudioClip(samples, format.sampleRate());
  }

  private AudioFormatException cutOff(String id, long size) {
    return new AudioFormatException(
        "WAV file is cut off: its '%s' chunk has %d bytes, only %d are there".formatted(id, size, wav.remaining()));
  }

  private String id() {
    byte[] id = new byte[4];
    wav.get(id);
    return new String(id, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
  }

  private long size() {
    return Integer.toUnsignedLong(wav.getInt());
  }
}
