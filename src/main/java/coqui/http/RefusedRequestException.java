package coqui.http;

/** A request that HTTP itself gives us a reason to refuse; the domain knows nothing of it. */
public final class RefusedRequestException extends RuntimeException {

  private final transient Problem problem;

  public RefusedRequestException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
