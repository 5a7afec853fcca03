package coqui.pipeline;

import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.ModelArchives;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.Language;
import coqui.speech.ModelLoadException;
import coqui.speech.SamplingSettings;
import coqui.speech.SoundListener;
import coqui.speech.Voice;
import coqui.text.SpeechPlan;
import coqui.text.TextFrontEnd;
import coqui.xtts.EngineListener;
import coqui.xtts.EngineSettings;
import coqui.xtts.XttsEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The model of a folder with Coqui's files: its texts, its voices, and the engine that runs it. */
public final class CheckpointModel implements SpeechModel {

  private final String name;
  private final Map<String, Voice> voices;
  private final List<Language> languages;
  private final SamplingSettings sampling;
  private final TextFrontEnd texts;
  private final XttsEngine engine;

  private CheckpointModel(
      String name,
      Map<String, Voice> voices,
      List<Language> languages,
      SamplingSettings sampling,
      TextFrontEnd texts,
      XttsEngine engine) {
    this.name = name;
    this.voices = voices;
    this.languages = languages;
    this.sampling = sampling;
    this.texts = texts;
    this.engine = engine;
  }

  /**
   * Loads a checkpoint; the first time it is converted, which may take a minute.
   *
   * @param name what an operator calls it
   * @param directory with the four files
   * @param cacheDirectory where the converted model is kept
   * @param progress of the conversion
   * @param listener hears of what the engine does
   * @throws ModelLoadException if a file is missing or cannot be used
   */
  public static CheckpointModel load(
      String name,
      Path directory,
      Path cacheDirectory,
      EngineSettings settings,
      ConversionProgress progress,
      EngineListener listener) {
    CheckpointFolder folder = CheckpointFolder.open(directory);
    Map<String, Voice> voices = folder.voices();
    if (voices.isEmpty()) {
      throw new ModelLoadException(directory, "speakers_xtts.pth names no speaker, expected at least one");
    }
    List<Language> languages = folder.config().languages().stream()
        .map(Language::of)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
    if (languages.isEmpty()) {
      throw new ModelLoadException(directory, "config.json: languages are %s, expected at least one of %s"
          .formatted(folder.config().languages(), Language.codes()));
    }
    TextFrontEnd texts = CheckpointTexts.of(directory).frontEnd();
    XttsEngine engine = XttsEngine.load(folder, new ModelArchives(cacheDirectory), progress, settings, listener);
    return new CheckpointModel(name, voices, languages, folder.config().sampling(), texts, engine);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String identity() {
    return engine.identity();
  }

  @Override
  public String device() {
    return engine.device();
  }

  @Override
  public int sampleRate() {
    return engine.sampleRate();
  }

  @Override
  public String precision() {
    return engine.precision();
  }

  @Override
  public String vocoderPrecision() {
    return engine.vocoderPrecision();
  }

  @Override
  public Optional<String> problem() {
    return engine.problem();
  }

  @Override
  public Map<String, Voice> voices() {
    return voices;
  }

  @Override
  public List<Language> languages() {
    return languages;
  }

  @Override
  public SamplingSettings sampling() {
    return sampling;
  }

  @Override
  public SpeechPlan plan(String text, Language language) {
    return texts.plan(text, language);
  }

  @Override
  public CompletableFuture<AudioClip> synthesize(ChunkRequest chunk, Object owner) {
    return engine.synthesize(chunk, owner);
  }

  @Override
  public CompletableFuture<AudioClip> stream(ChunkRequest chunk, Object owner, SoundListener listener) {
    return engine.stream(chunk, owner, listener);
  }

  @Override
  public CompletableFuture<Voice> voiceFrom(String name, List<AudioClip> references) {
    return engine.voiceFrom(name, references);
  }

  @Override
  public void close() {
    engine.close();
  }
}
