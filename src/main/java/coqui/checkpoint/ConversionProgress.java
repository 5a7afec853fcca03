package coqui.checkpoint;

/** Hears how far the conversion of a checkpoint is; called often, on the converting thread. */
@FunctionalInterface
public interface ConversionProgress {

  /** For callers that do not watch. */
  ConversionProgress IGNORED = (doneBytes, totalBytes) -> { };

  /** The first call comes with the first bytes, the last one has {@code doneBytes == totalBytes}. */
  void update(long doneBytes, long totalBytes);
}
