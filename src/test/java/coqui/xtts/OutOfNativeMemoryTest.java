package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import coqui.speech.AudioClip;
import coqui.speech.MemoryExhaustedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PyTorch's own failures: what it really says when it gets no memory. */
@Timeout(60)
class OutOfNativeMemoryTest {

  private static final int TOO_MANY = 1 << 30;   // places: terabytes of keys and values

  @Test
  void submit_moreThanAnyMachineHas_isOutOfMemoryAndTheNextChunkIsSpoken() {
    try (DeviceThread<XttsDevice> device = DeviceThread.start("xtts-device", 4, 2, SmallModel::device)) {
      CompletableFuture<KvCache.Region> tooMuch = device.submit("one", model -> () -> {
        KvCache.Region region = model.model().kvCache(1, TOO_MANY).take();
        region.reserve(TOO_MANY);
        return Optional.of(region);
      });
      CompletableFuture<AudioClip> next =
          device.submit("other", model -> model.utterance(SmallModel.drawn(1), Optional.empty()));

      assertThat(tooMuch).failsWithin(Duration.ofSeconds(30)).withThrowableThat()
          .havingCause().isInstanceOf(MemoryExhaustedException.class)
          .havingCause().isInstanceOf(EngineException.class).withMessageContaining("memory");
      assertThat(next.join().samples()).isNotEmpty();
      assertThat(device.problem()).isEmpty();
    }
  }
}
