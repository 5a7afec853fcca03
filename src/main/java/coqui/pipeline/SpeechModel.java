package coqui.pipeline;

import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.EngineBusyException;
import coqui.speech.Language;
import coqui.speech.MemoryExhaustedException;
import coqui.speech.SamplingSettings;
import coqui.speech.SoundListener;
import coqui.speech.SynthesisException;
import coqui.speech.Voice;
import coqui.text.SpeechPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A loaded checkpoint: whom it can speak as, in which languages, and the speaking itself. Any thread may use it. */
public interface SpeechModel extends AutoCloseable {

  /** What an operator calls it: the checkpoint's folder, or the embedded demo voice. */
  String name();

  /** Tells it from every other model: what differs in this may speak differently. */
  String identity();

  /** The device it runs on: {@code cpu}, {@code gpu 0}. */
  String device();

  /** Samples a second of what it speaks, in Hz. */
  int sampleRate();

  /** What the greatest part of its arithmetic is done in: {@code int8}, {@code float32}. */
  String precision();

  /** What it makes sound in: {@code float32}, {@code bfloat16}. */
  String vocoderPrecision();

  /** Why it no longer works, after a failure that it has not recovered from; empty while it does. */
  Optional<String> problem();

  /** The built-in voices by name, in the order of the checkpoint; at least one. */
  Map<String, Voice> voices();

  /** The languages it speaks, in the order of the checkpoint; at least one. */
  List<Language> languages();

  /** How codes are drawn unless a request says otherwise. */
  SamplingSettings sampling();

  /** The sentences and chunks of a text; no chunk where nothing can be spoken. */
  SpeechPlan plan(String text, Language language);

  /**
   * Speaks one chunk. Never blocks; the future fails with {@link EngineBusyException}, {@link MemoryExhaustedException}
   * or {@link SynthesisException}, and cancelling it stops the work.
   *
   * @param owner on whose behalf: chunks of one owner let those of others go first; told apart by identity
   */
  CompletableFuture<AudioClip> synthesize(ChunkRequest chunk, Object owner);

  /**
   * The same for somebody who listens.
   *
   * @param listener is handed the samples piece by piece while the chunk is spoken, in order, all of them before the
   *     answer; it must not wait for anything
   */
  CompletableFuture<AudioClip> stream(ChunkRequest chunk, Object owner, SoundListener listener);

  /**
   * Learns a voice. Never blocks; fails and is cancelled as {@link #synthesize}.
   *
   * @param name what it is to be called
   * @param references recordings of it, at least one, at any sample rate
   */
  CompletableFuture<Voice> voiceFrom(String name, List<AudioClip> references);

  /** Frees the device. Chunks in work fail. */
  @Override
  void close();
}
