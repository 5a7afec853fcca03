package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ClientLeftException;
import coqui.speech.RequestTimeoutException;
import coqui.speech.SpeechException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RequestLifeTest {

  private static final SpeechException LEFT = new ClientLeftException();
  private static final SpeechException LATE = new RequestTimeoutException(Duration.ofSeconds(1), "coqui.some.limit");

  private final RequestLife life = new RequestLife("r1");
  private final List<Throwable> told = new ArrayList<>();

  @Test
  void end_twice_tellsTheHooksOnceWithTheFirstReason() {
    life.whenEnded(told::add);

    life.end(LEFT);
    life.end(LATE);

    assertThat(told).containsExactly(LEFT);
    assertThat(life.ended()).contains(LEFT);
  }

  @Test
  void end_aHookThrows_theOthersAreToldAndItIsThrown() {
    IllegalStateException broken = new IllegalStateException("broken");
    life.whenEnded(told::add);
    life.whenEnded(why -> {
      throw broken;
    });

    assertThatThrownBy(() -> life.end(LEFT)).isSameAs(broken);
    assertThat(told).containsExactly(LEFT);
  }

  @Test
  void end_severalHooks_areToldTheLatestFirst() {
    List<String> order = new ArrayList<>();
    life.whenEnded(why -> order.add("opened first"));
    life.whenEnded(why -> order.add("opened last"));

    life.end(LEFT);

    assertThat(order).containsExactly("opened last", "opened first");
  }

  @Test
  void whenEnded_afterTheEnd_tellsAtOnce() {
    life.end(LATE);

    life.whenEnded(told::add);

    assertThat(told).containsExactly(LATE);
  }

  @Test
  void whenEnded_closed_isNotTold() {
    life.whenEnded(told::add).close();

    life.end(LEFT);

    assertThat(told).isEmpty();
  }

  @Test
  void requireWaiting_beforeAndAfterTheEnd_throwsTheReasonOnlyThen() {
    life.requireWaiting();
    life.end(LEFT);

    assertThatThrownBy(life::requireWaiting).isSameAs(LEFT);
  }

  @Test
  void interrupting_endWhileTheWorkWaits_throwsTheReasonAndLeavesNoInterrupt() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    Thread worker = new Thread(() -> {
      try {
        life.interrupting(() -> {
          waiting.countDown();
          new CountDownLatch(1).await();
          return null;
        });
      } catch (Exception e) {
        failure.complete(e);
      }
      stillInterrupted.complete(Thread.currentThread().isInterrupted());
    });
    worker.start();
    waiting.await();

    life.end(LEFT);

    assertThat(failure.get()).isSameAs(LEFT);
    assertThat(stillInterrupted.get()).isFalse();
  }

  @Test
  void interrupting_afterTheEnd_doesNotWait() {
    life.end(LATE);

    assertThatThrownBy(() -> life.interrupting(() -> {
      new CountDownLatch(1).await();
      return null;
    })).isSameAs(LATE);
  }

  @Test
  void interrupting_workIsDone_laterEndInterruptsNobody() throws Exception {
    assertThat(life.interrupting(() -> 7)).isEqualTo(7);

    life.end(LEFT);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void interrupting_workFailsByItself_throwsItsOwnException() {
    IllegalStateException own = new IllegalStateException("own");

    assertThatThrownBy(() -> life.interrupting(() -> {
      throw own;
    })).isSameAs(own);
  }

  @Test
  void of_exchangeWithoutOne_isTheSameEveryTimeAndInItsCopies() {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    RequestLife own = RequestLife.of(exchange);

    assertThat(own.id()).isEqualTo(exchange.getExchangeId());
    assertThat(RequestLife.of(exchange)).isSameAs(own);
    assertThat(RequestLife.of(exchange.copy())).isSameAs(own);
  }
}
