package coqui.xtts;

/** PyTorch cannot load an archive; one that is converted anew may be better. */
final class RefusedArchiveException extends RuntimeException {

  RefusedArchiveException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
