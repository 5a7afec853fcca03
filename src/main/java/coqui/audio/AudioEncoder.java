package coqui.audio;

import coqui.speech.EncodingException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Brings speech into the format and to the tempo that were asked for. WAV and PCM as spoken are made here; all else by
 * ffmpeg, in a process of its own ({@link FfmpegProcess}). The same samples give the same bytes: no dates, no names of
 * programs, no random serial numbers.
 *
 * <p>A whole file passes through two temporary files that only this user can read, because ffmpeg goes back in what it
 * has written: to the length in a FLAC or MP3 file. On POSIX they are deleted as soon as it has them open, so that not even
 * a killed program leaves any; elsewhere when it has ended.
 *
 * <p><b>Threads.</b> Any number; of those, as many as {@link EncodingLimits#atATime} says have an encoder, the others
 * wait for theirs. Interrupting one ends its process.
 */
public final class AudioEncoder {

  private final EncodingLimits limits;
  private final Path temporaryDirectory;
  private final FfmpegExecutable executable;
  private final Semaphore places;
  private final AtomicLong failures = new AtomicLong();

  /** Encodes with the ffmpeg that comes with this program, which is unpacked when it is first needed. */
  public AudioEncoder(EncodingLimits limits) {
    this(limits, Path.of(System.getProperty("java.io.tmpdir")), null);
  }

  /** @param executable null for the one that comes with this program */
  AudioEncoder(EncodingLimits limits, Path temporaryDirectory, Path executable) {
    this.limits = limits;
    this.temporaryDirectory = temporaryDirectory;
    this.executable = new FfmpegExecutable(executable);
    this.places = new Semaphore(limits.atATime(), true);
  }

  /** What they may take. */
  public EncodingLimits limits() {
    return limits;
  }

  /** How many encoders there are at this moment. */
  public int inUse() {
    return limits.atATime() - places.availablePermits();
  }

  /** How many of them could not be started, crashed or took too long, up to now. */
  public long failures() {
    return failures.get();
  }

  /**
   * A whole file.
   *
   * @param wav as {@link WavFile#encode} gives it
   * @return the same array where that is what was asked for
   * @throws EncodingException if ffmpeg cannot be started, fails or takes longer than {@link EncodingLimits#time}
   * @throws InterruptedException if this thread was interrupted; nothing is left behind
   */
  public byte[] encode(byte[] wav, AudioEncoding encoding) throws InterruptedException {
    ByteBuffer pcm = WavFile.pcmOf(wav);
    if (encoding.isPlain()) {
      return encoding.format() == AudioFormat.WAV ? wav : bytes(pcm);
    }
    int sampleRate = WavFile.sampleRateOf(wav);
    long samples = Math.round(encoding.seconds((double) pcm.remaining() / Short.BYTES));
    // Stretched, it comes out some milliseconds longer or shorter than the tempo says
    String length = ",apad=whole_len=%d,atrim=end_sample=%d".formatted(samples, samples);
    places.acquire();
    try {
      byte[] encoded = run(arguments(encoding, sampleRate, length), pcm, encoding.format());
      return encoding.format() == AudioFormat.WAV ? WavFile.ofPcm(encoded, sampleRate) : encoded;
    } finally {
      places.release();
    }
  }

  /**
   * A file that is sent while it is made; its length is nobody's to know.
   *
   * @param sampleRate of the samples to come, in Hz
   * @param sink gets the bytes
   * @throws EncodingException if ffmpeg cannot be started
   * @throws InterruptedException if this thread was interrupted while it waited for its turn
   */
  public EncodingStream stream(AudioEncoding encoding, int sampleRate, EncodingStream.Sink sink)
      throws InterruptedException {
    EncodingStream.Sink file = encoding.format() == AudioFormat.WAV ? new OpenWav(sink, sampleRate) : sink;
    if (encoding.isPlain()) {
      return new PlainStream(file);
    }
    places.acquire();
    try {
      FfmpegProcess process = new FfmpegProcess(
          executable.path(), arguments(encoding, sampleRate, ""), Redirect.PIPE, Redirect.PIPE);
      return new FfmpegStream(this, process, encoding.format(), limits.time(), file, places::release);
    } catch (IOException | RuntimeException e) {
      places.release();
      throw failed(encoding.format(), e);
    }
  }

  private byte[] run(List<String> arguments, ByteBuffer pcm, AudioFormat format) throws InterruptedException {
    try {
      Path ffmpeg = executable.path();
      Path input = Files.createTempFile(temporaryDirectory, "speech-", null); // for this user alone
      try {
        write(pcm, input);
        Path output = Files.createTempFile(temporaryDirectory, "encoded-", null);
        try (FileChannel encoded = FileChannel.open(output, StandardOpenOption.READ);
            FfmpegProcess process = new FfmpegProcess(
                ffmpeg, arguments, Redirect.from(input.toFile()), Redirect.to(output.toFile()))) {
          input.toFile().delete(); // in vain on Windows, where they are open
          output.toFile().delete();
          process.awaitEnd(limits.time()).requireSuccess();
          return Channels.newInputStream(encoded).readAllBytes();
        } finally {
          Files.deleteIfExists(output);
        }
      } finally {
        Files.deleteIfExists(input);
      }
    } catch (TimeoutException e) {
      throw tooSlow(format, limits.time(), e);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      throw failed(format, e);
    }
  }

  private static void write(ByteBuffer bytes, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  EncodingException failed(AudioFormat format, Exception why) {
    failures.incrementAndGet();
    return new EncodingException(
        "The sound could not be encoded as %s; the log has why, under this request_id.".formatted(format.extension()),
        why);
  }

  EncodingException tooSlow(AudioFormat format, Duration limit, Exception why) {
    failures.incrementAndGet();
    return new EncodingException("The sound could not be encoded as %s within %s s (%s)."
        .formatted(format.extension(), limit.toMillis() / 1000.0, EncodingLimits.TIME_SETTING), why);
  }

  /** @param length the filters that bring stretched sound to its length; empty where that cannot be known */
  private static List<String> arguments(AudioEncoding encoding, int sampleRate, String length) {
    List<String> arguments = new ArrayList<>(List.of(
        "-probesize", "32", "-analyzeduration", "0",   // else it waits for 5 s of sound to learn what it is told here
        "-protocol_whitelist", "fd",
        "-f", "s16le", "-ar", Integer.toString(sampleRate), "-ac", "1", "-i", "fd:"));
    if (encoding.tempo() != 1) {
      arguments.addAll(List.of("-af", stretching(encoding.tempo()) + length));
    }
    arguments.addAll(List.of(
        "-ar", Integer.toString(encoding.sampleRate(sampleRate)), "-threads", "1",
        "-bitexact", "-map_metadata", "-1", "-flush_packets", "1"));
    arguments.addAll(encoding.format().arguments());
    arguments.add("fd:");
    return arguments;
  }

  /** One atempo stretches to half, and beyond twice it leaves samples out: several share the rest. */
  private static String stretching(double tempo) {
    int steps = tempo < 0.5 || tempo > 2 ? 2 : 1;
    return Stream.generate(() -> "atempo=" + Math.pow(tempo, 1.0 / steps)).limit(steps)
        .reduce((first, second) -> first + "," + second).orElseThrow();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
