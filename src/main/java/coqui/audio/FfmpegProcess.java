package coqui.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One run of ffmpeg that turns the file on its standard input into a WAV file on its standard output.
 *
 * <p><b>What a hostile file can reach.</b> The arguments are constants, but for the length. Only the demuxers and
 * decoders listed here run: no playlist, no image, no subtitle, no video. This list is what keeps the network out,
 * for the DASH demuxer opens the addresses of its manifest whatever protocols are allowed. The only protocol is
 * {@code fd}, the open standard input, which unlike a pipe can be sought in, as M4A needs. The environment is empty,
 * so that no preset or report file is looked for. One thread decodes, and one allocation has at most {@value
 * #MOST_ALLOCATED} bytes.
 *
 * <p><b>Threads.</b> One owner, which may be interrupted while it waits. Two daemon threads read the outputs, because
 * a read from a process can neither be interrupted nor timed; they end with the process.
 *
 * <p><b>Ends.</b> {@link #close} kills the process and what it may have started, and returns when it is gone.
 */
final class FfmpegProcess implements AutoCloseable {

  private static final int MOST_ALLOCATED = 64 << 20;
  private static final int MOST_COMPLAINTS = 2_000;
  private static final int CPU_SECONDS = 60; // ends a process that outlived this JVM

  private static final List<String> ARGUMENTS = List.of(
      "-nostdin", "-hide_banner", "-v", "error",
      "-timelimit", Integer.toString(CPU_SECONDS), "-max_alloc", Integer.toString(MOST_ALLOCATED),
      "-threads", "1",
      "-protocol_whitelist", "fd",
      "-format_whitelist", "wav,mp3,mov,flac,ogg,matroska",
      "-codec_whitelist", String.join(",",
          "mp3float", "aac", "alac", "flac", "vorbis", "opus",
          "pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le",
          "pcm_s16be", "pcm_s24be", "pcm_s32be", "pcm_f32be", "pcm_f64be",
          "pcm_alaw", "pcm_mulaw", "adpcm_ms", "adpcm_ima_wav"),
      "-vn", "-sn", "-dn",
      "-i", "fd:",
      "-map", "0:a:0", "-map_metadata", "-1",
      "-c:a", "pcm_f32le", "-f", "wav", "-bitexact");

  /**
   * @param exitCode 0 for success
   * @param wav what it wrote, at most one byte more than asked for
   * @param complaints the first lines of its standard error, printable ASCII
   */
  record Outcome(int exitCode, byte[] wav, String complaints) {}

  private final Process process;

  /**
   * @param input to be the standard input. On POSIX it may be deleted as soon as this returns
   * @param length how much of the sound to decode
   * @throws IOException if {@code executable} cannot be started
   */
  FfmpegProcess(Path executable, Path input, Duration length) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.addAll(ARGUMENTS);
    command.addAll(List.of("-t", length.toMillis() + "ms", "pipe:1"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    // Its libraries find each other beside it, but not libdrm, which lies there too
    environment.put("LD_LIBRARY_PATH", String.valueOf(executable.getParent()));
    process = builder.start();
  }

  /**
   * Waits until ffmpeg has ended, or has written more than {@code mostBytes}.
   *
   * @throws TimeoutException if it takes longer than {@code limit}
   */
  Outcome await(Duration limit, int mostBytes) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + limit.toNanos();
    CompletableFuture<byte[]> wav = inBackground(() -> firstBytes(process.getInputStream(), mostBytes + 1));
    CompletableFuture<byte[]> complaints = inBackground(() -> allButKeepFirst(process.getErrorStream()));
    byte[] written = get(wav, deadline);
    if (written.length > mostBytes) {
      return new Outcome(0, written, "");
    }
    String explained = printable(get(complaints, deadline));
    int exitCode = get(process.onExit(), deadline).exitValue();
    return new Outcome(exitCode, written, explained);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    process.onExit().join();
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> {
      Thread thread = new Thread(task, "ffmpeg-output");
      thread.setDaemon(true);
      thread.start();
    });
  }

  private static <T> T get(CompletableFuture<T> future, long deadline) throws InterruptedException, TimeoutException {
    try {
      return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException("the output of ffmpeg cannot be read", e.getCause()));
    }
  }

  private static byte[] firstBytes(InputStream stream, int most) {
    try {
      return stream.readNBytes(most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] allButKeepFirst(InputStream stream) {
    try {
      byte[] first = stream.readNBytes(MOST_COMPLAINTS);
      stream.transferTo(OutputStream.nullOutputStream());
      return first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String printable(byte[] complaints) {
    String text = new String(complaints, StandardCharsets.ISO_8859_1);
    return text.strip().replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
  }
}
