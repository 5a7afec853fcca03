package coqui.xtts;

import coqui.checkpoint.XttsConfig;
import coqui.speech.ChunkRequest;
import java.util.Optional;

/**
 * Whether chunks are watched for a {@link Fault}, and who hears of one, and of all else that the engine does.
 *
 * @param enabled if not, every chunk is spoken as it comes, as Coqui's code would
 */
record Guards(boolean enabled, EngineListener listener) {

  static final Guards OFF = new Guards(false, EngineListener.NONE);

  /** Who watches the codes of a chunk; empty if nobody does. */
  Optional<CodeGuard> watching(ChunkRequest request, XttsConfig config, int mostCodes) {
    return enabled
        ? Optional.of(new CodeGuard(
            CodeBounds.of(request.text()), config.audioTokens(), config.stopAudioToken(), mostCodes))
        : Optional.empty();
  }
}
