package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.checkpoint.ArchiveFiles;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.Precisions;
import coqui.speech.ChunkRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void begin() {
    cache = device.model().kvCache(3, PLACES);
    decoder = new GptDecoder(device.model());
  }

  private static int[] alone(ChunkRequest request) {
    return device.decode(request, MOST_CODES).codes();
  }

  private Sequence begin(ChunkRequest request) {
    return begin(request, MOST_CODES);
  }

  private Sequence begin(ChunkRequest request, int mostCodes) {
    Sequence sequence = new Sequence(
        request, request.seed(), SmallModel.CONFIG, cache.take(), mostCodes, Optional.empty());
    while (!sequence.hasReadPrefix()) {
      decoder.read(sequence);
    }
    return sequence;
  }

  /** Steps until all are finished. */
  private void finish(Sequence... sequences) {
    while (!Stream.of(sequences).allMatch(Sequence::finished)) {
      decoder.step();
    }
    Stream.of(sequences).forEach(sequence -> sequence.region().close());
  }

  @Test
  void step_sequencesOfDifferentLength_giveWhatEachGivesAlone() {
    Sequence brief = begin(SHORT);
    Sequence extended = begin(LONG);
    Sequence drawn = begin(DRAWN);

    finish(brief, extended, drawn);

    assertThat(brief.codes()).containsExactly(alone(SHORT));
    assertThat(extended.codes()).containsExactly(alone(LONG));
    assertThat(drawn.codes()).containsExactly(alone(DRAWN));
  }

  @Test
  void begin_betweenSteps_changesNothingForTheOthers() {
    Sequence first = begin(LONG);
    for (int i = 0; i < 5; i++) {
      decoder.step();
    }
    Sequence newcomer = begin(SHORT);

    finish(first, newcomer);

    assertThat(first.codes()).containsExactly(alone(LONG));
    assertThat(newcomer.codes()).containsExactly(alone(SHORT));
  }

  @Test
  void latents_withNeighbours_areTheSameBitForBit() {
    Sequence alone = device.decode(LONG, MOST_CODES);
    Sequence first = begin(SHORT);
    Sequence sequence = begin(LONG);
    Sequence third = begin(DRAWN);

    finish(first, sequence, third);

    assertThat(sequence.latents()).isEqualTo(alone.latents());
  }

  @Test
  void codes_archiveForAnyProcessor_areTheSame(@TempDir Path scratch) {
    Path archive = ArchiveFiles.plain(scratch).archiveOf(
        SmallModel.FOLDER, Precisions.FLOAT32, ConversionProgress.IGNORED);
    try (XttsDevice plain = XttsDevice.load(archive, SmallModel.CONFIG, 1, 1, Guards.OFF)) {
      assertThat(plain.decode(LONG, MOST_CODES).codes()).containsExactly(alone(LONG));
    }
  }

  @Test
  void leave_inTheMiddle_changesNothingForTheOthers() {
    Sequence leaving = begin(LONG);
    Sequence staying = begin(SHORT);
    decoder.step();
    decoder.leave(leaving);
    leaving.region().close();

    finish(staying);

    assertThat(staying.codes()).containsExactly(alone(SHORT));
  }

  @Test
  void latents_anySequence_areOneRowForEachCode() {
    Sequence sequence = begin(SHORT);
    finish(sequence);
    assertThat(sequence.latents()).hasSize(sequence.codes().length * SmallModel.CONFIG.gptWidth());
  }

  @Test
  void finished_mostCodes_endsTheSequence() {
    Sequence sequence = begin(LONG, 7);
    finish(sequence);
    assertThat(sequence.codes()).hasSize(7);
  }

  @Test
  void take_noRegionLeft_isAnError() {
    cache.take();
    cache.take();
    cache.take();
    assertThatThrownBy(cache::take).isInstanceOf(IllegalStateException.class);
  }
}
