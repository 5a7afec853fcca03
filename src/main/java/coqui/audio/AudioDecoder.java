package coqui.audio;

import coqui.speech.AudioClip;
import coqui.speech.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Recordings from strangers: WAV, MP3, AAC (ADTS), M4A and MP4, FLAC, OGG (Vorbis, Opus) and WebM, told apart by their
 * content alone.
 *
 * <p>What {@link WavFile} can read is read here; all else by ffmpeg in a process of its own ({@link FfmpegProcess}).
 * Its input passes through a temporary file that only this user can read and whose name is random; on POSIX it is deleted
 * as soon as ffmpeg has it open, elsewhere when ffmpeg has ended.
 *
 * <p><b>What a hostile file can reach.</b> The arguments are constants, but for the length. Only the demuxers and
 * decoders listed there run: no playlist, no image, no subtitle, no video. This list is what keeps the network out,
 * for the DASH demuxer opens the addresses of its manifest whatever protocols are allowed. The only protocol is
 * {@code fd}, the open standard input, which unlike a pipe can be sought in, as M4A needs. One thread decodes.
 *
 * <p><b>Threads.</b> Any number at once, each for a process and up to three times {@link DecodingLimits#bytes} of
 * memory: how many is for the caller to bound. Interrupting {@link #decode} kills its process.
 */
public final class AudioDecoder {

  private static final Logger LOG = LoggerFactory.getLogger(AudioDecoder.class);

  private static final String WHAT_TO_SEND = "send speech as WAV, MP3, M4A, AAC, FLAC, OGG or WebM";
  private static final String WHAT_TO_KEEP = "cut it down to the best 6 to 30 s";
  private static final int CPU_SECONDS = 60; // ends a process that outlived this JVM

  private static final List<String> ARGUMENTS = List.of(
      "-timelimit", Integer.toString(CPU_SECONDS),
      "-threads", "1",
      "-protocol_whitelist", "fd",
      "-format_whitelist", "wav,mp3,aac,mov,flac,ogg,matroska",
      "-codec_whitelist", String.join(",",
          "mp3float", "aac", "alac", "flac", "vorbis", "opus",
          "pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le",
          "pcm_s16be", "pcm_s24be", "pcm_s32be", "pcm_f32be", "pcm_f64be",
          "pcm_alaw", "pcm_mulaw", "adpcm_ms", "adpcm_ima_wav"),
      "-vn", "-sn", "-dn",
      "-i", "fd:",
      "-map", "0:a:0", "-map_metadata", "-1",
      "-c:a", "pcm_f32le", "-f", "wav", "-bitexact");

  private static final Duration BEYOND_THE_LIMIT = Duration.ofSeconds(1); // tells too long from long enough

  private final DecodingLimits limits;
  private final Path temporaryDirectory;
  private final FfmpegExecutable executable;

  /** Decodes with the ffmpeg that comes with this program, which is unpacked when it is first needed. */
  public AudioDecoder(DecodingLimits limits) {
    this(limits, Path.of(System.getProperty("java.io.tmpdir")), null);
  }

  /** @param executable null for the one that comes with this program */
  AudioDecoder(DecodingLimits limits, Path temporaryDirectory, Path executable) {
    this.limits = limits;
    this.temporaryDirectory = temporaryDirectory;
    this.executable = new FfmpegExecutable(executable);
  }

  /**
   * The sound of a recording at its own sample rate, its channels averaged, as torchaudio's {@code load} and a mean
   * over the channels give it. Of several tracks the first one with sound counts; pictures are passed over. Of a
   * damaged file it is what can be made out.
   *
   * @param recording a whole file; its size is for the caller to bound
   * @return [S] at least one sample, all finite
   * @throws InvalidRequestException {@code invalid_audio} if there is no sound in it that can be read; {@code
   *     audio_too_long} if it goes beyond {@link DecodingLimits#length} or {@link DecodingLimits#bytes}; {@code
   *     audio_decoding_timeout} if it takes longer than {@link DecodingLimits#time}
   * @throws UncheckedIOException if the fault is ours: ffmpeg cannot be started, or the temporary file not be written
   * @throws InterruptedException if this thread was interrupted; nothing is left behind
   */
  public AudioClip decode(byte[] recording) throws InterruptedException {
    AudioClip clip = read(recording);
    if (clip.samples().length == 0) {
      throw invalid("There is no sound in the recording; " + WHAT_TO_SEND + ".");
    }
    if (clip.seconds() > limits.length().toMillis() / 1000.0) {
      throw tooLong("more than %d s (coqui.decoding.max-length)".formatted(limits.length().toSeconds()));
    }
    return clip;
  }

  private AudioClip read(byte[] recording) throws InterruptedException {
    if (recording.length == 0) {
      throw invalid("The recording is empty; " + WHAT_TO_SEND + ".");
    }
    try {
      return WavFile.decode(recording);
    } catch (AudioFormatException notPlainWav) {
      return readByFfmpeg(recording);
    }
  }

  private AudioClip readByFfmpeg(byte[] recording) throws InterruptedException {
    FfmpegProcess.Outcome outcome = run(recording);
    if (outcome.output().length > limits.bytes()) {
      throw tooLong("more than %d bytes of sound (coqui.decoding.max-bytes)".formatted(limits.bytes()));
    }
    if (outcome.exitCode() != 0) {
      // It has a word for every refusal; silence means that it crashed or was killed
      Level level = outcome.complaints().isEmpty() ? Level.WARN : Level.DEBUG;
      LOG.atLevel(level).log("ffmpeg ended with {} on a recording of {} bytes: {}",
          outcome.exitCode(), recording.length, outcome.complaints());
      throw invalid("The recording is damaged or not sound at all; " + WHAT_TO_SEND + ".");
    }
    try {
      return WavFile.decode(outcome.output());
    } catch (AudioFormatException e) {
      LOG.debug("ffmpeg made an unusable WAV file of a recording of {} bytes: {}", recording.length, e.getMessage());
      throw invalid("The recording holds values that are not sound; " + WHAT_TO_SEND + ".");
    }
  }

  private FfmpegProcess.Outcome run(byte[] recording) throws InterruptedException {
    try {
      Path ffmpeg = executable.path();
      Path input = Files.createTempFile(temporaryDirectory, "recording-", null); // for this user alone
      try {
        Files.write(input, recording);
        try (FfmpegProcess process =
            new FfmpegProcess(ffmpeg, arguments(), Redirect.from(input.toFile()), Redirect.PIPE)) {
          input.toFile().delete(); // in vain on Windows, where it is open
          FfmpegProcess.Outcome outcome = process.await(limits.time(), limits.bytes());
          outcome.requireRunnable();
          return outcome;
        }
      } finally {
        Files.deleteIfExists(input);
      }
    } catch (TimeoutException e) {
      throw new InvalidRequestException("audio_decoding_timeout",
          "The recording could not be decoded within %d s (coqui.decoding.time-limit); %s or try another format."
              .formatted(limits.time().toSeconds(), WHAT_TO_KEEP), Map.of());
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      throw new UncheckedIOException("recordings cannot be decoded: " + e.getMessage(), e);
    }
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    arguments.addAll(List.of("-t", limits.length().plus(BEYOND_THE_LIMIT).toMillis() + "ms", "pipe:1"));
    return arguments;
  }

  private static InvalidRequestException invalid(String message) {
    return new InvalidRequestException("invalid_audio", message, Map.of());
  }

  private static InvalidRequestException tooLong(String found) {
    return new InvalidRequestException("audio_too_long",
        "The recording holds %s; %s.".formatted(found, WHAT_TO_KEEP), Map.of());
  }
}
