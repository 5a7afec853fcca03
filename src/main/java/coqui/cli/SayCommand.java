package coqui.cli;

import coqui.Settings;
import coqui.SpeechService;
import coqui.audio.AudioEncoder;
import coqui.audio.AudioEncoding;
import coqui.audio.AudioFormat;
import coqui.pipeline.FinishedSpeech;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Speaks one text into a file, the way that a request over HTTP would go. */
@Command(name = "say", description = "Speaks a text into a file.")
final class SayCommand implements Callable<Integer> {

  private static final String STANDARD_STREAM = "-";

  private final InputStream in;
  private final OutputStream standardOut;

  @Mixin
  private ModelOption model;

  @Parameters(paramLabel = "TEXT", description = "What to say; - reads it from standard input, in UTF-8.")
  private String text;

  @Option(names = "--out", paramLabel = "FILE", defaultValue = "speech.wav",
      description = "Where to write it, as what the name ends with: .wav, .pcm, .mp3, .opus, .aac or .flac; - for a WAV"
          + " on standard output. Default: ${DEFAULT-VALUE}.")
  private String out;

  @Option(
      names = "--speaker",
      paramLabel = "NAME",
      description = "A voice that the command speakers lists. Default: the setting"
          + " coqui.speech.default-speaker, else the first.")
  private String speaker;

  @Option(names = "--language", paramLabel = "CODE", description = "Such as en or zh-cn. Default: en.")
  private String language;

  @Option(names = "--speed", paramLabel = "X", description = "0.7 to 1.3; 1 is the voice's own pace.")
  private String speed;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Same text and seed, same recording. Default: another one each time.")
  private String seed;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "0 (always the likeliest sound) to 2. Default: the checkpoint's.")
  private String temperature;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      description = "How many of the likeliest sounds to draw from, 0 for all. Default: the checkpoint's.")
  private String topK;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      description = "How much probability to draw from, up to 1. Default: the checkpoint's.")
  private String topP;

  @Option(names = "--repetition-penalty", paramLabel = "X", description = "1 (none) to 100. Default: the checkpoint's.")
  private String repetitionPenalty;

  @Option(
      names = "--sample-rate",
      paramLabel = "HZ",
      description = "8000 to 48000. Default: the setting coqui.audio.sample-rate.")
  private String sampleRate;

  @Option(names = "--no-normalize", description = "Leave the loudness as the model gives it.")
  private boolean asLoudAsItComes;

  @Spec
  private CommandSpec spec;

  SayCommand(InputStream in, OutputStream standardOut) {
    this.in = in;
    this.standardOut = standardOut;
  }

  @Override
  public Integer call() throws Exception {
    AudioEncoding encoding = new AudioEncoding(format(), 1);
    Settings settings = model.settings();
    FinishedSpeech speech;
    try (SpeechService service = SpeechService.local(settings, new LoadModel(settings));
        ChunkProgress progress = new ChunkProgress()) {
      service.start();
      speech = service.speak(asked(), progress);
    }
    byte[] file = new AudioEncoder(settings.http().encoding()).encode(speech.wav(), encoding);
    if (out.equals(STANDARD_STREAM)) {
      standardOut.write(file);
      standardOut.flush();
    } else {
      Files.write(Path.of(out), file);
      spec.commandLine().getOut().printf(
          Locale.ROOT, "%s: %.2f s of %s at %d Hz%n", out, speech.seconds(), String.join(", ", speech.speakers()),
          encoding.sampleRate(speech.sampleRate()));
    }
    return 0;
  }

  /** As the name of the file says; a WAV where it says nothing. */
  private AudioFormat format() {
    String name = out.substring(out.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return AudioFormat.WAV;
    }
    return AudioFormat.named(name.substring(dot + 1).toLowerCase(Locale.ROOT)).orElseThrow(() ->
        new ParameterException(spec.commandLine(), "--out %s: expected a name that ends with %s".formatted(out,
            Arrays.stream(AudioFormat.values()).map(format -> "." + format.extension())
                .collect(Collectors.joining(", ")))));
  }

  private Map<String, String> asked() throws IOException {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("text", text.equals(STANDARD_STREAM) ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : text);
    asked.put("speaker_id", speaker);
    asked.put("language", language);
    asked.put("speed", speed);
    asked.put("sample_rate", sampleRate);
    asked.put("normalize", Boolean.toString(!asLoudAsItComes));
    asked.put("seed", seed);
    asked.put("temperature", temperature);
    asked.put("top_k", topK);
    asked.put("top_p", topP);
    asked.put("repetition_penalty", repetitionPenalty);
    asked.values().removeIf(Objects::isNull);
    return asked;
  }
}
