package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PickleReaderTest {

  private static final Path FILE = Path.of("model.pth");

  static Stream<Arguments> scalars() {
    return Stream.of(
        Arguments.of("NONE", bytes().raw('N'), null),
        Arguments.of("NEWTRUE", bytes().raw(0x88), true),
        Arguments.of("NEWFALSE", bytes().raw(0x89), false),
        Arguments.of("BININT1", bytes().raw('K', 200), 200L),
        Arguments.of("BININT2", bytes().raw('M', 0x34, 0xF2), 0xF234L),
        Arguments.of("BININT", bytes().raw('J').int32(-5), -5L),
        Arguments.of("LONG1, empty", bytes().raw(0x8a, 0), 0L),
        Arguments.of("LONG1, negative", bytes().raw(0x8a, 2, 0x00, 0xFF), -256L),
        Arguments.of("LONG4", bytes().raw(0x8b).int32(8).int64(1L << 62), 1L << 62),
        Arguments.of("BINFLOAT", bytes().raw('G', 0xC0, 0x04, 0, 0, 0, 0, 0, 0), -2.5),
        Arguments.of("BINUNICODE", bytes().string("Mataracı"), "Mataracı"),
        Arguments.of("SHORT_BINUNICODE", bytes().raw(0x8c, 2).text("en"), "en"),
        Arguments.of("BINUNICODE8", bytes().raw(0x8d).int64(2).text("en"), "en"),
        Arguments.of("POP", bytes().raw('K', 1, 'K', 2, '0'), 1L),
        Arguments.of("POP_MARK", bytes().raw('K', 1, '(', 'K', 2, 'K', 3, '1'), 1L),
        Arguments.of("BINPUT and BINGET", bytes().raw('K', 7, 'q', 3, '0', 'h', 3), 7L),
        Arguments.of("LONG_BINPUT and LONG_BINGET", bytes().raw('K', 7, 'r').int32(70_000).raw('0', 'j').int32(70_000),
            7L),
        Arguments.of("MEMOIZE", bytes().raw('K', 7, 0x94, '0', 'h', 0), 7L),
        Arguments.of("FRAME", bytes().raw(0x95).int64(2).raw('K', 7), 7L));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalars")
  void read_scalar_isItsValue(String opcode, PickleBytes pickle, Object value) {
    assertThat(read(pickle.stop())).isEqualTo(value);
  }

  @Test
  void read_binaryStrings_areBytes() {
    assertThat(read(bytes().raw('C', 2, 1, 2).stop())).isEqualTo(new byte[] {1, 2});
    assertThat(read(bytes().raw('B').int32(2).raw(1, 2).stop())).isEqualTo(new byte[] {1, 2});
    assertThat(read(bytes().raw(0x8e).int64(2).raw(1, 2).stop())).isEqualTo(new byte[] {1, 2});
  }

  static Stream<Arguments> sequences() {
    return Stream.of(
        Arguments.of("TUPLE", bytes().raw('(', 'K', 1, 'K', 2, 't')),
        Arguments.of("TUPLE2", bytes().raw('K', 1, 'K', 2, 0x86)),
        Arguments.of("LIST", bytes().raw('(', 'K', 1, 'K', 2, 'l')),
        Arguments.of("APPENDS", bytes().raw(']', '(', 'K', 1, 'K', 2, 'e')),
        Arguments.of("APPEND", bytes().raw(']', 'K', 1, 'a', 'K', 2, 'a')),
        Arguments.of("ADDITEMS", bytes().raw(0x8f, '(', 'K', 1, 'K', 2, 0x90)),
        Arguments.of("FROZENSET", bytes().raw('(', 'K', 1, 'K', 2, 0x91)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sequences")
  void read_sequence_hasItsItems(String opcode, PickleBytes pickle) {
    assertThat(((Pickled.Sequence) read(pickle.stop())).items()).containsExactly(1L, 2L);
  }

  @Test
  void read_dictionary_keepsMembersByNameInOrder() {
    PickleBytes pickle = bytes().raw('}', '(').string("b").raw('K', 1).string("a").raw('K', 2, 'u').string("c")
        .raw('K', 3, 's');

    assertThat(((Pickled.Dict) read(pickle.stop())).members()).containsOnlyKeys("b", "a", "c").containsEntry("c", 3L);
  }

  @Test
  void read_dictionaryWithKeysThatAreNoText_dropsThem() {
    PickleBytes pickle = bytes().raw('}', 'K', 1, 'K', 2, 's', ')', 'K', 2, 's').string("a").raw('K', 3, 's');

    assertThat(((Pickled.Dict) read(pickle.stop())).members()).containsOnlyKeys("a");
  }

  @Test
  void read_orderedDictWithMetadata_isADictionary() {
    PickleBytes pickle = bytes().global("collections", "OrderedDict").raw(')', 'R').string("a")
        .raw('K', 1, 's', '}', 'b');

    assertThat(((Pickled.Dict) read(pickle.stop())).members()).containsEntry("a", 1L);
  }

  static Stream<Arguments> foreignObjects() {
    return Stream.of(
        Arguments.of("REDUCE", bytes().global("os", "system").string("true").raw(0x85, 'R'), "os.system"),
        Arguments.of("NEWOBJ", bytes().global("TTS.tts.configs.xtts_config", "XttsConfig").raw(')', 0x81, '}', 'b'),
            "TTS.tts.configs.xtts_config.XttsConfig"),
        Arguments.of("NEWOBJ_EX", bytes().global("a", "B").raw(')', '}', 0x92), "a.B"),
        Arguments.of("STACK_GLOBAL", bytes().string("a").string("B").raw(0x93, ')', 'R'), "a.B"),
        Arguments.of("a dictionary of a foreign class", bytes().global("a", "B").raw(')', 'R').string("k")
            .raw('N', 's'), "a.B"),
        Arguments.of("a list of a foreign class", bytes().global("a", "B").raw(')', 'R', '(', 'N', 'e'), "a.B"),
        Arguments.of("a call of a call's result", bytes().global("a", "b").raw(')', 'R', ')', 'R'), "a.b"),
        Arguments.of("an integer beyond 64 bits", bytes().raw(0x8a, 9).int64(0).raw(1), "int"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("foreignObjects")
  void read_foreignObject_staysInert(String what, PickleBytes pickle, String type) {
    assertThat(read(pickle.stop())).isInstanceOfSatisfying(Pickled.Opaque.class,
        opaque -> assertThat(opaque.type()).isEqualTo(type));
  }

  @Test
  void read_parameter_isItsTensor() {
    PickleBytes pickle = bytes().global("torch._utils", "_rebuild_parameter").raw('(')
        .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1}).raw(0x88, '}', 't', 'R');

    assertThat(read(pickle.stop())).isInstanceOfSatisfying(Pickled.Tensor.class,
        tensor -> assertThat(tensor.shape()).containsExactly(2, 3));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("nothing", new PickleBytes().cut(), "byte 0: 1 more bytes are announced, 0 are left"),
        Arguments.of("no STOP", bytes().raw('N').cut(), "byte 3: 1 more bytes are announced"),
        Arguments.of("an empty stack at STOP", bytes().stop(), "byte 2: a value is missing"),
        Arguments.of("protocol 6", new PickleBytes().raw(0x80, 6).stop(), "pickle protocol 6, expected at most 5"),
        Arguments.of("protocol 0", bytes().text("I1\n").stop(),
            "byte 2: opcode 0x49 is not one that torch.save writes"),
        Arguments.of("an extension", bytes().raw(0x82, 1).stop(), "opcode 0x82"),
        Arguments.of("a tuple of too few", bytes().raw('N', 0x86).stop(), "byte 3: a value is missing"),
        Arguments.of("a tuple across a mark", bytes().raw('N', '(', 'N', 0x86).stop(), "a value is missing"),
        Arguments.of("a pop of the mark", bytes().raw('(', '0').stop(), "a value is missing"),
        Arguments.of("no mark", bytes().raw('N', 't').stop(), "no mark is open"),
        Arguments.of("a memo never stored", bytes().raw('h', 9).stop(), "memo 9 was never stored"),
        Arguments.of("a key without a value", bytes().raw('}', '(', 'N', 'u').stop(), "a key without a value"),
        Arguments.of("items set in a list", bytes().raw(']', 'N', 'N', 's').stop(), "no dictionary"),
        Arguments.of("items appended to a dictionary", bytes().raw('}', 'N', 'a').stop(), "no list"),
        Arguments.of("a call of a number", bytes().raw('K', 1, ')', 'R').stop(), "no class or function"),
        Arguments.of("a call without a tuple", bytes().global("a", "b").raw('N', 'R').stop(),
            "a call of a.b without a tuple"),
        Arguments.of("a global without names", bytes().raw('N', 'N', 0x93).stop(), "STACK_GLOBAL without two names"),
        Arguments.of("a global cut short", bytes().raw('c').text("torch").cut(), "1 more bytes are announced"),
        Arguments.of("a persistent id of another kind", bytes().string("0").raw('Q').stop(), "no storage"),
        Arguments.of("a tensor of nothing", bytes().global("torch._utils", "_rebuild_tensor_v2").raw(')', 'R').stop(),
            "a tensor that is not (storage, offset, shape, strides"),
        Arguments.of("a tensor of a real shape", tensorOfRealShape().stop(), "no whole numbers"),
        Arguments.of("a parameter of nothing", bytes().global("torch._utils", "_rebuild_parameter").raw(')', 'R')
            .stop(),
            "a parameter without a tensor"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void read_malformed_isRefusedNamingTheByte(String what, ByteBuffer pickle, String problem) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageStartingWith("model.pth: data.pkl, byte ")
        .hasMessageContaining(problem);
  }

  private static PickleBytes tensorOfRealShape() {
    return bytes().global("torch._utils", "_rebuild_tensor_v2")
        .raw('(', '(').string("storage").global("torch", "FloatStorage").string("0").string("cpu")
            .raw('K', 1, 't', 'Q', 'K', 0)
        .raw('G', 0, 0, 0, 0, 0, 0, 0, 0, 0x85, 'K', 1, 0x85, 't', 'R');
  }

  private static PickleBytes bytes() {
    return PickleBytes.protocol2();
  }

  private static Object read(ByteBuffer pickle) {
    return PickleReader.read(FILE, pickle, CheckpointLimits.DEFAULTS);
  }
}
