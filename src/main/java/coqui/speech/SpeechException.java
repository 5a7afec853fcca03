package coqui.speech;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request that cannot be answered with speech, by a stable code. The {@code http} package alone knows which
 * status that is. Refusals that are expected in normal operation carry no stack trace.
 */
public abstract sealed class SpeechException extends RuntimeException
    permits BuiltInVoiceException, ClientLeftException, EncodingException, EngineBusyException,
        InvalidRequestException, MemoryExhaustedException, ModelLoadException, ModelLoadingException,
        OverloadedException, RequestTimeoutException, ShuttingDownException, SynthesisException,
        UnknownVoiceException, VoiceExistsException, VoiceQuotaException, VoiceStorageException {

  private static final int DEEPEST_CAUSE = 32;   // causes may form a ring

  private final String code;

  SpeechException(String code, String message, Throwable cause, boolean expected) {
    super(message, cause, false, !expected);
    this.code = code;
  }

  /** Stable and documented, for programs: {@code invalid_speaker}, {@code model_loading}, … */
  public final String code() {
    return code;
  }

  /**
   * The first of these in a chain of causes; whoever carries failures from thread to thread likes to wrap them. Memory
   * that ran out anywhere is one of them too.
   */
  public static Optional<SpeechException> in(Throwable failure) {
    return causes(failure)
        .filter(SpeechException.class::isInstance)
        .map(SpeechException.class::cast)
        .findFirst()
        .or(() -> causes(failure)
            .filter(OutOfMemoryError.class::isInstance)
            .findFirst()
            .map(MemoryExhaustedException::new));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST_CAUSE);
  }

  /** What a program can act on beside the code, by its name in the error body: {@code valid_speakers}, {@code field}. */
  public Map<String, Object> details() {
    return Map.of();
  }
}
