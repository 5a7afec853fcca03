package coqui.audio;

import coqui.speech.AudioClip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * WAV files in memory: writes 16-bit mono, reads what microphones and editors write.
 *
 * <p>What is written, all numbers little-endian:
 * <pre>
 *  0  "RIFF"  bytes after this field (36 + 2 S)  "WAVE"
 * 12  "fmt "  16   format 1 (PCM)   channels 1   rate   bytes a second (2 · rate)   bytes a frame 2   bits 16
 * 36  "data"  2 S
 * 44  S samples
 * </pre>
 */
public final class WavFile {

  private static final int HEADER_BYTES = 44;
  private static final int RATE_AT = 24;
  private static final int OPEN_SIZE = -1;   // 2³² − 1, unsigned
  private static final int FULL_SCALE = 1 << 15;

  private WavFile() {}

  /**
   * The clip as a 16-bit mono WAV. A sample is multiplied by 32,768, rounded to the nearest step and kept within
   * −32,768 to 32,767; not-a-number becomes silence.
   *
   * @throws IllegalArgumentException if the file would not fit an array (over 12 hours at 24 kHz)
   */
  public static byte[] encode(AudioClip clip) {
    float[] samples = clip.samples();
    if (samples.length > (Integer.MAX_VALUE - HEADER_BYTES - 8) / Short.BYTES) {
      throw new IllegalArgumentException("%d samples do not fit a WAV file in memory".formatted(samples.length));
    }
    int dataBytes = samples.length * Short.BYTES;
    ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    putHeader(wav, clip.sampleRate(), HEADER_BYTES - 8 + dataBytes, dataBytes);
    putSamples(wav, samples);
    return wav.array();
  }

  /**
   * What a 16-bit mono WAV begins with whose length nobody knows yet; {@link #pcm} follows. Both sizes are 2³² − 1, as
   * ffmpeg writes and reads them in pipes.
   */
  public static byte[] openHeader(int sampleRate) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    putHeader(header, sampleRate, OPEN_SIZE, OPEN_SIZE);
    return header.array();
  }

  /** Samples as {@link #encode} has them after its header. */
  public static byte[] pcm(float[] samples) {
    ByteBuffer pcm = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    putSamples(pcm, samples);
    return pcm.array();
  }

  /** What {@link #encode} gave, without its header. Not copied. */
  static ByteBuffer pcmOf(byte[] wav) {
    return ByteBuffer.wrap(wav, HEADER_BYTES, wav.length - HEADER_BYTES).slice();
  }

  /** The file of which {@link #pcmOf} gives the samples back. */
  static byte[] ofPcm(byte[] pcm, int sampleRate) {
    ByteBuffer wav = ByteBuffer.allocate(Math.addExact(HEADER_BYTES, pcm.length)).order(ByteOrder.LITTLE_ENDIAN);
    putHeader(wav, sampleRate, HEADER_BYTES - 8 + pcm.length, pcm.length);
    return wav.put(pcm).array();
  }

  /** The rate of what {@link #encode} gave, in Hz. */
  static int sampleRateOf(byte[] wav) {
    return ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).getInt(RATE_AT);
  }

  private static void putHeader(ByteBuffer wav, int sampleRate, int riffBytes, int dataBytes) {
    wav.put(ascii("RIFF")).putInt(riffBytes).put(ascii("WAVE"));
    wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    wav.putInt(sampleRate).putInt(sampleRate * Short.BYTES).putShort((short) 2).putShort((short) 16);
    wav.put(ascii("data")).putInt(dataBytes);
  }

  private static void putSamples(ByteBuffer wav, float[] samples) {
    for (float sample : samples) {
      wav.putShort(quantize(sample));
    }
  }

  /**
   * The sound of a WAV file, its channels averaged. Integers are divided by their full scale (16 bits: 32,768), so
   * that the samples are those of torchaudio's {@code load}.
   *
   * <p>PCM of 8, 16, 24 or 32 bits and floating point of 32 or 64 bits, plain or as {@code WAVE_FORMAT_EXTENSIBLE},
   * any number of channels, 1 to 768 kHz. Chunks other than {@code fmt } and {@code data} are passed over. Where a
   * streaming writer left the size of the data open (0 or about 2 or 4 GiB), they end with the file. Costs at most
   * four times the memory of {@code wav}.
   *
   * @throws AudioFormatException if it is no WAV file, is cut off, contradicts itself, or holds another kind of sound
   */
  public static AudioClip decode(byte[] wav) {
    return new WavReader(wav).read();
  }

  private static short quantize(float sample) {
    int step = Math.round(sample * FULL_SCALE); // saturates beyond int, and is 0 for NaN
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, step));
  }

  private static byte[] ascii(String id) {
    return id.getBytes(StandardCharsets.US_ASCII);
  }
}
