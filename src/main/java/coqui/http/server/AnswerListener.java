package coqui.http.server;

import java.time.Duration;

/** Hears of every HTTP answer. Called on event loops, which must not be kept waiting. */
public interface AnswerListener {

  /** Hears nothing. */
  AnswerListener NONE = new AnswerListener() {};

  /**
   * The path of requests to what no route has. However many paths clients think of, a listener hears of the routes' own
   * and of this.
   */
  String OTHER_PATH = "other";

  /**
   * A request is over.
   *
   * @param path its route's template, {@code /docs/{file}}, or {@link #OTHER_PATH}
   * @param status of the answer; of one that broke off, that of the reason; 499 where the client left
   * @param took from the request's head to the end of the answer
   */
  default void answered(String path, int status, Duration took) {}

  /** Something that is no request, or one connection too many, was refused with this status. */
  default void refused(int status) {}
}
