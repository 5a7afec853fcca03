package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import coqui.speech.AudioClip;
import coqui.speech.MemoryExhaustedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PyTorch's own failures: what it really says when it gets no memory. */
@Timeout(60)
class OutOfNativeMemoryTest {

  private static final int TOO_MANY = 1 << 20;   // slots and places: petabytes of keys and values

  @Test
  void submit_moreThanAnyMachineHas_isOutOfMemoryAndTheNextChunkIsSpoken() {
    try (DeviceThread<XttsDevice> device = DeviceThread.start("xtts-device", 4, SmallModel::device)) {
      CompletableFuture<KvCache> tooMuch =
          device.submit((model, stopped) -> model.model().kvCache(TOO_MANY, TOO_MANY));
      CompletableFuture<AudioClip> next =
          device.submit((model, stopped) -> model.speak(SmallModel.drawn(1), stopped));

      assertThat(tooMuch).failsWithin(Duration.ofSeconds(30)).withThrowableThat()
          .havingCause().isInstanceOf(MemoryExhaustedException.class)
          .havingCause().isInstanceOf(EngineException.class).withMessageContaining("memory");
      assertThat(next.join().samples()).isNotEmpty();
      assertThat(device.problem()).isEmpty();
    }
  }
}
