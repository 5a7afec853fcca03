package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values by the million, and tricks of the memo. */
@Timeout(60)
class HostilePickleCountTest {

  private static final int BEYOND = 1_000_001;

  static Stream<Arguments> floods() {
    return Stream.of(
        Arguments.of("dictionaries", bytes().repeat(BEYOND, '}')),
        Arguments.of("values made and dropped", bytes().repeat(BEYOND, ']', '0')),
        Arguments.of("references to the memo", bytes().raw(']', 'q', 0).repeat(BEYOND, 'h', 0)),
        Arguments.of("duplicates", bytes().raw('}').repeat(BEYOND, '2')),
        Arguments.of("memo entries", manyMemoEntries()),
        Arguments.of("items of one list", bytes().raw(']', '(').repeat(BEYOND, 'N').raw('e')));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("floods")
  void read_moreValuesThanTheLimit_isRefused(String what, PickleBytes pickle) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage("model.pth: data.pkl holds 1,000,001 values, the limit is 1,000,000");
  }

  @Test
  void read_memoIndexOfFourBillion_costsNothing() {
    assertThat(read(bytes().raw('K', 7, 'r').int32(0xFFFF_FFFFL))).isEqualTo(7L);
  }

  @Test
  void read_doublingThroughTheMemo_isHeldOnce() {
    // x = [x', x'] again and again: 2^90 leaves for whoever walks them, but 90 lists
    PickleBytes pickle = bytes().raw(']', 'q', 0);
    pickle.repeat(90, 'h', 0, 'h', 0, 0x86, 'q', 0);

    assertThat(((Pickled.Sequence) read(pickle)).items()).hasSize(2);
  }

  @Test
  void read_doublingTupleAsAKey_isNotHashed() {
    PickleBytes pickle = bytes().raw('}', ')', 'q', 0);
    pickle.repeat(90, 'h', 0, 'h', 0, 0x86, 'q', 0, '0').raw('0', 'h', 0, 'N', 's');

    assertThat(((Pickled.Dict) read(pickle)).members()).isEmpty();
  }

  @Test
  void read_listThatHoldsItself_isRead() {
    PickleBytes pickle = bytes().raw(']', 'q', 0, 'h', 0, 'a');

    Pickled.Sequence list = (Pickled.Sequence) read(pickle);
    assertThat(list.items().get(0)).isSameAs(list);
  }

  @Test
  void read_hugeShapeSharedByManyTensors_isRefusedAtTheFirst() {
    PickleBytes pickle = bytes().raw('(').repeat(300_000, 'K', 1).raw('t', 'q', 0, '0')
        .global("torch._utils", "_rebuild_tensor_v2")
        .raw('(', '(').string("storage").global("torch", "FloatStorage").string("0").string("cpu")
            .raw('K', 1, 't', 'Q', 'K', 0)
        .raw('h', 0, 'h', 0, 't', 'R');

    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("a tensor of 300,000 dimensions, expected at most 8");
  }

  private static PickleBytes manyMemoEntries() {
    PickleBytes pickle = bytes().raw('N');
    for (int i = 0; i < BEYOND - 1; i++) {
      pickle.raw('r').int32(i);
    }
    return pickle;
  }

  private static Object read(PickleBytes pickle) {
    return PickleReader.read(Path.of("model.pth"), pickle.stop(), CheckpointLimits.DEFAULTS);
  }

  private static PickleBytes bytes() {
    return PickleBytes.protocol2();
  }
}
