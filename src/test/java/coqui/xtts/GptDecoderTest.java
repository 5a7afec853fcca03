package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ChunkRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sequences side by side. That one alone is right, {@link ReferenceTest} shows. */
class GptDecoderTest {

  private static final int MOST_CODES = 40;
  private static final int PLACES = 32 + 20 + 3 + MOST_CODES;

  private static final ChunkRequest SHORT = SmallModel.greedy(516, 24, 12);
  private static final ChunkRequest LONG = SmallModel.greedy(516, 30, 22, 2, 19, 18, 33, 25, 2, 17, 29, 36, 14, 26, 18);
  private static final ChunkRequest DRAWN = SmallModel.drawn(4);

  private static XttsDevice device;

  private KvCache cache;
  private GptDecoder decoder;

  @BeforeAll
  static void load() {
    device = SmallModel.device();
  }

  @AfterAll
  static void close() {
    device.close();
  }

  @BeforeEach
  void allocate() {
    cache = device.model().kvCache(3, PLACES);
    decoder = new GptDecoder(device.model(), cache);
  }

  @AfterEach
  void free() {
    cache.close();
  }

  private static int[] alone(ChunkRequest request) {
    return device.decode(request, MOST_CODES, () -> false).codes();
  }

  private Sequence begin(ChunkRequest request) {
    return decoder.begin(request, cache.take(), MOST_CODES);
  }

  /** Steps all that are not finished, until all are. */
  private void finish(List<Sequence> sequences) {
    List<Sequence> live = new ArrayList<>(sequences);
    for (live.removeIf(Sequence::finished); !live.isEmpty(); live.removeIf(Sequence::finished)) {
      decoder.step(live);
    }
  }

  @Test
  void step_sequencesOfDifferentLength_giveWhatEachGivesAlone() {
    List<Sequence> sequences = List.of(begin(SHORT), begin(LONG), begin(DRAWN));

    finish(sequences);

    assertThat(sequences.get(0).codes()).containsExactly(alone(SHORT));
    assertThat(sequences.get(1).codes()).containsExactly(alone(LONG));
    assertThat(sequences.get(2).codes()).containsExactly(alone(DRAWN));
  }

  @Test
  void begin_betweenSteps_changesNothingForTheOthers() {
    Sequence first = begin(LONG);
    for (int i = 0; i < 5; i++) {
      decoder.step(List.of(first));
    }
    Sequence newcomer = begin(SHORT);

    finish(List.of(first, newcomer));

    assertThat(first.codes()).containsExactly(alone(LONG));
    assertThat(newcomer.codes()).containsExactly(alone(SHORT));
  }

  @Test
  void begin_slotThatAnotherLeft_hearsNothingOfIt() {
    try (KvCache.Slot slot = cache.take()) {
      finish(List.of(decoder.begin(LONG, slot, MOST_CODES)));
    }
    Sequence sequence = begin(SHORT);

    finish(List.of(sequence));

    assertThat(sequence.codes()).containsExactly(alone(SHORT));
  }

  @Test
  void latents_anySequence_areOneRowForEachCode() {
    Sequence sequence = begin(SHORT);
    finish(List.of(sequence));
    assertThat(sequence.latents()).hasSize(sequence.codes().length * SmallModel.CONFIG.gptWidth());
  }

  @Test
  void finished_mostCodes_endsTheSequence() {
    Sequence sequence = decoder.begin(LONG, cache.take(), 7);
    finish(List.of(sequence));
    assertThat(sequence.codes()).hasSize(7);
  }

  @Test
  void take_noSlotLeft_isAnError() {
    cache.take();
    cache.take();
    cache.take();
    assertThatThrownBy(cache::take).isInstanceOf(IllegalStateException.class);
  }
}
