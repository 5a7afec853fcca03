package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import coqui.speech.OverloadedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class AdmissionQueueTest {

  private long now;   // ns
  private final AdmissionQueue queue = new AdmissionQueue(new AdmissionLimits(2, 2), () -> now);

  @Test
  void enter_placeFree_isTheTurnAtOnce() {
    assertThat(queue.enter().turn()).isCompleted();
    assertThat(queue.inWork()).isEqualTo(1);
  }

  @Test
  void enter_noPlaceFree_waits() {
    enter(2);

    assertThat(queue.enter().turn()).isNotDone();
    assertThat(queue.waiting()).isEqualTo(1);
  }

  @Test
  void leave_othersWait_theirTurnIsInTheOrderTheyCame() {
    List<AdmissionQueue.Ticket> tickets = enter(4);

    tickets.get(1).leave();
    assertThat(tickets.get(2).turn()).isCompleted();
    assertThat(tickets.get(3).turn()).isNotDone();

    tickets.get(2).leave();
    assertThat(tickets.get(3).turn()).isCompleted();
    assertThat(queue.inWork()).isEqualTo(2);
  }

  @Test
  void leave_whileWaiting_givesUpTheWait() {
    List<AdmissionQueue.Ticket> tickets = enter(4);

    tickets.get(2).leave();
    tickets.get(0).leave();

    assertThat(tickets.get(2).turn()).isNotDone();
    assertThat(tickets.get(3).turn()).isCompleted();
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void leave_twice_freesOnePlace() {
    List<AdmissionQueue.Ticket> tickets = enter(4);

    tickets.get(0).leave();
    tickets.get(0).leave();

    assertThat(tickets.get(2).turn()).isCompleted();
    assertThat(tickets.get(3).turn()).isNotDone();
  }

  @Test
  void enter_full_isRefusedAndHarmsNobody() {
    List<AdmissionQueue.Ticket> tickets = enter(4);

    assertThatThrownBy(queue::enter).isInstanceOf(OverloadedException.class)
        .hasMessage("2 requests are in work (coqui.admission.in-work) and 2 are waiting (coqui.admission.waiting);"
            + " try again in 2 s.");
    tickets.get(0).leave();
    assertThat(tickets.get(2).turn()).isCompleted();
  }

  @Test
  void enter_fullOfSlowRequests_saysWhenThoseWhoWaitWillBeDone() {
    for (int i = 0; i < 100; i++) {   // until the average has forgotten where it began
      AdmissionQueue.Ticket ticket = queue.enter();
      now += Duration.ofSeconds(8).toNanos();
      ticket.leave();
    }
    enter(4);

    OverloadedException refused = catchThrowableOfType(OverloadedException.class, queue::enter);

    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(12));   // 8 s · (2 + 1) / 2
  }

  @Test
  void enter_fullOfEndlessRequests_saysAtMostAMinute() {
    AdmissionQueue.Ticket ticket = queue.enter();
    now += Duration.ofDays(1).toNanos();
    ticket.leave();
    enter(4);

    OverloadedException refused = catchThrowableOfType(OverloadedException.class, queue::enter);

    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void enterAndLeave_manyThreads_neverMoreThanThePlacesAndNoneIsLost() {
    AdmissionQueue busy = new AdmissionQueue(new AdmissionLimits(3, 1_000), System::nanoTime);
    AtomicInteger inWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> requests = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      boolean impatient = ThreadLocalRandom.current().nextInt(4) == 0;
      requests.add(CompletableFuture.runAsync(() -> {
        AdmissionQueue.Ticket ticket = busy.enter();
        if (!impatient) {
          ticket.turn().join();
          most.accumulateAndGet(inWork.incrementAndGet(), Math::max);
          inWork.decrementAndGet();
        }
        ticket.leave();
      }, task -> new Thread(task).start()));
    }
    requests.forEach(CompletableFuture::join);

    assertThat(most.get()).isBetween(1, 3);
    assertThat(busy.inWork()).isZero();
    assertThat(busy.waiting()).isZero();
  }

  private List<AdmissionQueue.Ticket> enter(int requests) {
    List<AdmissionQueue.Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      tickets.add(queue.enter());
    }
    return tickets;
  }
}
