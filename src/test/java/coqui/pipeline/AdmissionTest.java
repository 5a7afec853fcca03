package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ClientLeftException;
import coqui.speech.OverloadedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class AdmissionTest {

  private final Admission admission = new Admission(new AdmissionLimits(1, 1), SpeechListener.NONE);

  @Test
  void process_twiceForOneExchange_takesOnePlace() throws Exception {
    Exchange exchange = exchange();

    admission.process(exchange);
    admission.process(exchange);

    assertThat(admission.inWork()).isEqualTo(1);
    assertThat(admission.waiting()).isZero();
  }

  @Test
  void exchangeDone_withoutAndWithAFailure_givesThePlaceBack() throws Exception {
    Exchange good = exchange();
    admission.process(good);
    done(good);
    assertThat(admission.inWork()).isZero();

    Exchange failed = exchange();
    admission.process(failed);
    failed.setException(new IllegalStateException("the model failed"));
    done(failed);
    assertThat(admission.inWork()).isZero();
  }

  @Test
  void requestEnds_inWork_givesThePlaceBackOnce() throws Exception {
    Exchange first = exchange();
    admission.process(first);
    Exchange second = exchange();
    CompletableFuture<Void> admitted = waiting(second);

    RequestLife.of(first).end(new ClientLeftException());
    admitted.join();
    done(first);

    assertThat(admission.inWork()).isEqualTo(1);
  }

  @Test
  void requestEnds_waiting_givesUpTheWaitWithItsReason() throws Exception {
    Exchange first = exchange();
    admission.process(first);
    Exchange second = exchange();
    CompletableFuture<Void> admitted = waiting(second);

    RequestLife.of(second).end(new ClientLeftException());

    assertThatThrownBy(admitted::join).hasRootCauseInstanceOf(ClientLeftException.class);
    assertThat(admission.waiting()).isZero();
    assertThat(admission.inWork()).isEqualTo(1);
  }

  @Test
  void requestEnded_before_takesNoPlace() {
    Exchange exchange = exchange();
    RequestLife.of(exchange).end(new ClientLeftException());

    assertThatThrownBy(() -> admission.process(exchange)).isInstanceOf(ClientLeftException.class);
    assertThat(admission.inWork()).isZero();
  }

  @Test
  void process_full_isRefused() throws Exception {
    admission.process(exchange());
    waiting(exchange());

    assertThatThrownBy(() -> admission.process(exchange())).isInstanceOf(OverloadedException.class);
  }

  /** Returns when it waits. */
  private CompletableFuture<Void> waiting(Exchange exchange) {
    RequestLife.of(exchange);
    CompletableFuture<Void> admitted = CompletableFuture.runAsync(() -> {
      try {
        admission.process(exchange);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }, task -> new Thread(task).start());
    while (admission.waiting() == 0) {
      Thread.onSpinWait();
    }
    return admitted;
  }

  private static Exchange exchange() {
    return new DefaultExchange(new DefaultCamelContext());
  }

  private static void done(Exchange exchange) {
    UnitOfWorkHelper.doneSynchronizations(exchange, exchange.getExchangeExtension().handoverCompletions());
  }
}
