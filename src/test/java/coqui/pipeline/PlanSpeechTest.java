package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanSpeechTest {

  @Test
  void chunkSeed_firstChunk_isTheRequests() {
    assertThat(PlanSpeech.chunkSeed(42, 0)).isEqualTo(42);
  }

  @Test
  void chunkSeed_laterChunks_areTheSplitMix64Sequence() {
    // the first outputs of the published generator for the seed 1234567
    assertThat(PlanSpeech.chunkSeed(1_234_567, 1)).isEqualTo(6457827717110365317L);
    assertThat(PlanSpeech.chunkSeed(1_234_567, 2)).isEqualTo(3203168211198807973L);
  }

  @Test
  void chunkSeed_ofOneRequest_areAllDifferent() {
    assertThat(IntStream.range(0, 1_000).mapToObj(index -> PlanSpeech.chunkSeed(7, index))).doesNotHaveDuplicates();
  }
}
