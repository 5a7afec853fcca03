package coqui.pipeline;

import coqui.speech.SpeechException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.slf4j.MDC;

/**
 * What one request is called, and whether anybody still waits for its answer. Every exchange that is made for the
 * request carries it, those of a split too.
 *
 * <p><b>Threads.</b> Any. Hooks run on the thread that ends the request, so they must not wait.
 * <p><b>Ends.</b> {@link #end} by whoever knows that no answer is wanted any more: the client has left, its time is
 * over. Only the first call counts. Work in progress has hooked itself up and stops; what begins later is stopped
 * at once. An answered request is not ended: nothing is left to be stopped.
 */
public final class RequestLife {

  /** A hook that can be taken back. */
  @FunctionalInterface
  public interface Registration {

    /** Lets go of the hook. It is called no more, unless the request is ending at this moment. */
    void close();
  }

  private static final String PROPERTY = "requestLife";
  private static final String LOGGED_AS = "request_id";

  private final String id;
  private final long arrived = System.nanoTime();
  private final Set<Hook> hooks = new LinkedHashSet<>();   // guarded by this
  private SpeechException reason;                          // guarded by this; null while somebody waits

  /**
   * Of a request that arrives now.
   *
   * @param id what the request is called in logs and answers
   */
  public RequestLife(String id) {
    this.id = id;
  }

  /** That of the request that {@code exchange} was made for; one that nobody ends where none was set. */
  public static RequestLife of(Exchange exchange) {
    RequestLife life = exchange.getProperty(PROPERTY, RequestLife.class);
    if (life == null) {
      life = new RequestLife(exchange.getExchangeId());
      life.storeIn(exchange);
    }
    return life;
  }

  /** Whether {@code exchange} carries one. */
  public static boolean isIn(Exchange exchange) {
    return exchange.getProperty(PROPERTY) != null;
  }

  /** Has {@code exchange} and its copies carry this. */
  public void storeIn(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  /** What the request is called. */
  public String id() {
    return id;
  }

  /** How long ago the request arrived. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - arrived);
  }

  /** Has the log lines of this thread carry the request's name, until {@link #noNameInLog}. */
  void nameInLog() {
    MDC.put(LOGGED_AS, id);
  }

  /** Whether the log lines of this thread carry a request's name. */
  public static boolean isNamedInLog() {
    return MDC.get(LOGGED_AS) != null;
  }

  /** What this thread logs from now on has nothing to do with the request. */
  void noNameInLog() {
    MDC.remove(LOGGED_AS);
  }

  /** Why nobody waits any more; empty while somebody does. */
  public synchronized Optional<SpeechException> ended() {
    return Optional.ofNullable(reason);
  }

  /** @throws SpeechException why the request has ended, if it has */
  public void requireWaiting() {
    ended().ifPresent(why -> {
      throw why;
    });
  }

  /**
   * Nobody waits for the answer any more: calls the hooks, the latest first, as one closes what one opened. What a hook
   * throws is thrown when all have been called.
   */
  public void end(SpeechException why) {
    List<Hook> called;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = why;
      called = new ArrayList<>(hooks);
      hooks.clear();
    }
    Collections.reverse(called);
    RuntimeException failure = null;
    for (Hook hook : called) {
      try {
        hook.action.accept(why);
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Has {@code hook} called once, with the reason, when the request ends; at once if it has. Whoever is done before
   * that closes the registration.
   */
  public Registration whenEnded(Consumer<? super SpeechException> hook) {
    Hook registered = new Hook(hook);
    SpeechException already;
    synchronized (this) {
      already = reason;
      if (already == null) {
        hooks.add(registered);
      }
    }
    if (already != null) {
      hook.accept(already);
    }
    return () -> {
      synchronized (this) {
        hooks.remove(registered);
      }
    };
  }

  /**
   * Does work that waits, on this thread, which is interrupted when the request ends.
   *
   * @throws SpeechException why the request ended, if that was before the work was done
   * @throws Exception what {@code work} throws
   */
  public <T> T interrupting(Callable<T> work) throws Exception {
    Interruption interruption = new Interruption(Thread.currentThread());
    Registration registration = whenEnded(why -> interruption.interrupt());
    try {
      return work.call();
    } catch (Exception e) {
      requireWaiting();   // then that is the reason, whatever the interrupted work says of it
      throw e;
    } finally {
      registration.close();
      interruption.noLonger();
    }
  }

  /** Lets go of {@code registration} as soon as {@code exchange} is done, whatever with. */
  public static void closeWhenDone(Exchange exchange, Registration registration) {
    exchange.getExchangeExtension().addOnCompletion(new ExchangeDone(registration::close));
  }

  /** By identity: the same action may be registered twice. */
  private static final class Hook {

    private final Consumer<? super SpeechException> action;

    Hook(Consumer<? super SpeechException> action) {
      this.action = action;
    }
  }

  /** Of a thread, as long as it does what is to be interrupted, and not what it may do next. */
  private static final class Interruption {

    private final Thread worker;
    private boolean happened;   // guarded by this
    private boolean over;       // guarded by this

    Interruption(Thread worker) {
      this.worker = worker;
    }

    synchronized void interrupt() {
      if (!over) {
        happened = true;
        worker.interrupt();
      }
    }

    /** On the worker itself. */
    synchronized void noLonger() {
      over = true;
      if (happened) {
        Thread.interrupted();
      }
    }
  }
}
