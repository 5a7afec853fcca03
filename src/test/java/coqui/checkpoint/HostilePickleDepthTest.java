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

/** Containers inside containers. */
@Timeout(60)
class HostilePickleDepthTest {

  private static final int DEEP = 500_000;

  static Stream<Arguments> nests() {
    return Stream.of(
        Arguments.of("tuples", bytes().raw(')').repeat(DEEP, 0x85)),
        Arguments.of("lists", bytes().raw(']', ']').repeat(DEEP, 'a', 'q', 0, '0', ']', 'h', 0)),
        Arguments.of("dictionaries", bytes().raw('}').repeat(DEEP, 'q', 0, '0', '}', 'N', 'h', 0, 's')),
        Arguments.of("open marks", bytes().repeat(DEEP, '(')));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nests")
  void read_deeperThanTheLimit_isRefused(String what, PickleBytes pickle) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage("model.pth: data.pkl nests 101 levels, the limit is 100");
  }

  @Test
  void read_asDeepAsTheLimit_isRead() {
    assertThat(((Pickled.Sequence) read(bytes().raw(')').repeat(99, 0x85))).depth()).isEqualTo(100);
  }

  private static Object read(PickleBytes pickle) {
    return PickleReader.read(Path.of("model.pth"), pickle.stop(), CheckpointLimits.DEFAULTS);
  }

  private static PickleBytes bytes() {
    return PickleBytes.protocol2();
  }
}
