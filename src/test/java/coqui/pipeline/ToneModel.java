package coqui.pipeline;

import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.Language;
import coqui.speech.SamplingSettings;
import coqui.speech.SoundListener;
import coqui.speech.Voice;
import coqui.text.SpeechPlan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sings a tone for every chunk: half a second at 24 kHz, its pitch from the chunk's length. With the demo voice's
 * vocabulary, so texts are planned for real. Tests that want failures or full queues give it another way to sing.
 */
public final class ToneModel implements SpeechModel {

  public static final int RATE = 24_000;

  /** Codes of a chunk, as it tells listeners. */
  public static final int CODES = 11;

  /** What it was asked to sing, in order. */
  public final ConcurrentLinkedQueue<ChunkRequest> asked = new ConcurrentLinkedQueue<>();

  /** Why it no longer works. */
  public volatile Optional<String> problem = Optional.empty();

  /** How many voices it learned. */
  public final AtomicInteger voicesLearned = new AtomicInteger();

  private final CheckpointTexts texts = CheckpointTexts.of(Path.of("src/main/resources/demo"));
  private final Map<String, Voice> voices = new LinkedHashMap<>();
  private final Function<ChunkRequest, CompletableFuture<AudioClip>> sing;

  private final Consumer<String> beforePlanning;
  private final Runnable whenClosed;

  public ToneModel() {
    this(ToneModel::sing);
  }

  public ToneModel(Function<ChunkRequest, CompletableFuture<AudioClip>> sing) {
    this(sing, text -> { }, () -> { });
  }

  private ToneModel(
      Function<ChunkRequest, CompletableFuture<AudioClip>> sing, Consumer<String> beforePlanning, Runnable whenClosed) {
    this.sing = sing;
    this.beforePlanning = beforePlanning;
    this.whenClosed = whenClosed;
    for (String name : List.of("Sally", "Robert", "Eugenio Mataracı")) {
      voices.put(name, new Voice(name, 1, new float[] {0}, new float[] {1}));
    }
  }

  /** One that tells when it is closed. */
  static ToneModel closing(Runnable whenClosed) {
    return new ToneModel(ToneModel::sing, text -> { }, whenClosed);
  }

  /** One that does this with every text before it plans it. */
  public static ToneModel planning(Consumer<String> beforePlanning) {
    return new ToneModel(ToneModel::sing, beforePlanning, () -> { });
  }

  private static CompletableFuture<AudioClip> sing(ChunkRequest chunk) {
    return CompletableFuture.completedFuture(tone(chunk.tokenIds().length));
  }

  /** Half a second of sine at a level of −20 dBFS. */
  public static AudioClip tone(int tokens) {
    float[] samples = new float[RATE / 2];
    double step = 2 * Math.PI * (200 + 10 * tokens) / RATE;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * Math.sin(step * i));
    }
    return new AudioClip(samples, RATE);
  }

  @Override
  public String name() {
    return "tones";
  }

  @Override
  public String identity() {
    return "tones";
  }

  @Override
  public String device() {
    return "none";
  }

  @Override
  public int sampleRate() {
    return RATE;
  }

  @Override
  public String vocoderPrecision() {
    return "none";
  }

  @Override
  public String precision() {
    return "none";
  }

  @Override
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public Map<String, Voice> voices() {
    return voices;
  }

  @Override
  public List<Language> languages() {
    return List.of(Language.ENGLISH, Language.GERMAN);
  }

  @Override
  public SamplingSettings sampling() {
    return new SamplingSettings(0.25, 50, 0.8, 2);
  }

  @Override
  public SpeechPlan plan(String text, Language language) {
    beforePlanning.accept(text);
    return texts.frontEnd().plan(text, language);
  }

  @Override
  public CompletableFuture<AudioClip> synthesize(ChunkRequest chunk, Object owner) {
    asked.add(chunk);
    return sing.apply(chunk);
  }

  /** In pieces of 0.1 s. */
  @Override
  public CompletableFuture<AudioClip> stream(ChunkRequest chunk, Object owner, SoundListener listener) {
    return synthesize(chunk, owner).thenApply(clip -> {
      float[] samples = clip.samples();
      for (int from = 0; from < samples.length; from += RATE / 10) {
        listener.heard(Arrays.copyOfRange(samples, from, Math.min(samples.length, from + RATE / 10)));
      }
      listener.ended(CODES);
      return clip;
    });
  }

  /** Timbre and style are how long the references last. */
  @Override
  public CompletableFuture<Voice> voiceFrom(String name, List<AudioClip> references) {
    voicesLearned.incrementAndGet();
    float seconds = (float) references.stream().mapToDouble(AudioClip::seconds).sum();
    return CompletableFuture.completedFuture(new Voice(name, 1, new float[] {seconds}, new float[] {seconds}));
  }

  @Override
  public void close() {
    whenClosed.run();
  }
}
