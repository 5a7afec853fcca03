package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle of protocol 2 to 5 as inert data.
 *
 * <p>It is Python's stack machine without Python: GLOBAL names a class and loads nothing, REDUCE and NEWOBJ call
 * nothing. The calls that rebuild tensors and dictionaries are understood by name ({@link TorchCalls}); all others
 * give an {@link Pickled.Opaque}.
 *
 * <p><b>Cost.</b> Every opcode does work in proportion to the bytes that it reads or the values that it pops, and
 * pushes one small value; both are limited, so time and memory are. The memo holds references, so referring to a
 * value again does not copy it. No recursion.
 *
 * <p>Source: Python {@code pickletools} (the opcodes), PyTorch {@code torch/_weights_only_unpickler.py} (which of
 * them torch.save needs).
 */
final class PickleReader {

  private static final Object MARK = new Object();
  private static final int HIGHEST_PROTOCOL = 5;

  private final Path file;
  private final PickleInput input;
  private final CheckpointLimits limits;
  private final List<Object> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();
  private long pushed;

  private PickleReader(Path file, ByteBuffer pickle, CheckpointLimits limits) {
    this.file = file;
    this.input = new PickleInput(file, pickle);
    this.limits = limits;
  }

  /**
   * The value that {@code pickle} describes.
   *
   * @param file named in errors
   * @throws ModelLoadException if the pickle is malformed, uses what torch.save does not, or goes beyond the limits
   */
  static Object read(Path file, ByteBuffer pickle, CheckpointLimits limits) {
    limits.checkPickleBytes(file, pickle.remaining());
    return new PickleReader(file, pickle, limits).run();
  }

  private Object run() {
    while (true) {
      int opcode = input.opcode();
      if (opcode == '.') {
        return pop();
      }
      if (!structure(opcode) && !scalar(opcode) && !container(opcode) && !memo(opcode) && !call(opcode)) {
        throw input.corrupt("opcode 0x%02x is not one that torch.save writes".formatted(opcode));
      }
    }
  }

  private boolean structure(int opcode) {
    switch (opcode) {
      case 0x80 -> {
        int protocol = input.uint8();
        if (protocol > HIGHEST_PROTOCOL) {
          throw input.corrupt("pickle protocol " + protocol + ", expected at most " + HIGHEST_PROTOCOL);
        }
      }
      case 0x95 -> input.int64(); // FRAME: a hint for readers of streams
      case '(' -> {
        marks.add(stack.size());
        limits.checkPickleDepth(file, marks.size());
        push(MARK);
      }
      case '0' -> pop();
      case '1' -> popToMark();
      case '2' -> push(top());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean scalar(int opcode) {
    switch (opcode) {
      case 'N' -> push(null);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'K' -> push((long) input.uint8());
      case 'M' -> push((long) input.uint16());
      case 'J' -> push((long) input.int32());
      case 0x8a -> push(integer(input.uint8()));
      case 0x8b -> push(integer(input.int32()));
      case 'G' -> push(input.float64());
      case 'X' -> push(input.utf8(input.uint32()));
      case 0x8c -> push(input.utf8(input.uint8()));
      case 0x8d -> push(input.utf8(input.int64()));
      case 'B', 'T' -> push(input.bytes(input.uint32()));
      case 'C', 'U' -> push(input.bytes(input.uint8()));
      case 0x8e, 0x96 -> push(input.bytes(input.int64()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean container(int opcode) {
    switch (opcode) {
      case '}' -> push(new Pickled.Dict());
      case ']', ')', 0x8f -> push(new Pickled.Sequence(List.of()));
      case 't', 'l', 0x91 -> push(new Pickled.Sequence(popToMark()));
      case 0x85 -> push(new Pickled.Sequence(popLast(1)));
      case 0x86 -> push(new Pickled.Sequence(popLast(2)));
      case 0x87 -> push(new Pickled.Sequence(popLast(3)));
      case 'a' -> append(popLast(1));
      case 'e', 0x90 -> append(popToMark());
      case 's' -> setItems(popLast(2));
      case 'u' -> setItems(popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean memo(int opcode) {
    switch (opcode) {
      case 'q' -> put(input.uint8());
      case 'r' -> put(input.uint32());
      case 0x94 -> put(memo.size());
      case 'h' -> push(get(input.uint8()));
      case 'j' -> push(get(input.uint32()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean call(int opcode) {
    switch (opcode) {
      case 'c' -> {
        String module = input.line();
        push(new Pickled.Global(module, input.line()));
      }
      case 0x93 -> {
        List<Object> names = popLast(2);
        if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
          throw input.corrupt("STACK_GLOBAL without two names");
        }
        push(new Pickled.Global(module, name));
      }
      case 'R', 0x81 -> callWith(popLast(2));
      case 0x92 -> callWith(popLast(3).subList(0, 2)); // NEWOBJ_EX: named arguments do not matter here
      case 'Q' -> push(TorchCalls.storage(input, pop()));
      case 'b' -> {
        pop(); // BUILD: the state of an object that stays opaque, or a dictionary's _metadata
        top();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void callWith(List<Object> functionAndArguments) {
    if (functionAndArguments.get(0) instanceof Pickled.Opaque) {
      push(functionAndArguments.get(0)); // what an unknown function returned is called in turn
      return;
    }
    if (!(functionAndArguments.get(0) instanceof Pickled.Global function)) {
      throw input.corrupt("a call of what is no class or function");
    }
    if (!(functionAndArguments.get(1) instanceof Pickled.Sequence arguments)) {
      throw input.corrupt("a call of " + Excerpt.of(function.name()) + " without a tuple of arguments");
    }
    push(TorchCalls.call(input, function.name(), arguments.items()));
  }

  private Object integer(long bytes) {
    Long value = input.integer(bytes);
    return value == null ? new Pickled.Opaque("int") : value;
  }

  private void append(List<Object> items) {
    Object target = top();
    if (target instanceof Pickled.Sequence sequence) {
      items.forEach(sequence::add);
      limits.checkPickleDepth(file, sequence.depth());
    } else if (!(target instanceof Pickled.Opaque)) {
      throw input.corrupt("items are appended to what is no list");
    }
  }

  private void setItems(List<Object> keysAndValues) {
    Object target = top();
    if (keysAndValues.size() % 2 != 0) {
      throw input.corrupt("a key without a value");
    }
    if (target instanceof Pickled.Dict dict) {
      for (int i = 0; i < keysAndValues.size(); i += 2) {
        dict.put(keysAndValues.get(i), keysAndValues.get(i + 1));
      }
      limits.checkPickleDepth(file, dict.depth());
    } else if (!(target instanceof Pickled.Opaque)) {
      throw input.corrupt("items are set in what is no dictionary");
    }
  }

  private void put(long index) {
    memo.put(index, top());
    limits.checkPickleValues(file, pushed + memo.size());
  }

  private Object get(long index) {
    if (!memo.containsKey(index)) {
      throw input.corrupt("memo " + index + " was never stored");
    }
    return memo.get(index);
  }

  private void push(Object value) {
    pushed++;
    limits.checkPickleValues(file, pushed + memo.size());
    if (value instanceof Pickled container) {
      limits.checkPickleDepth(file, container.depth());
    }
    stack.add(value);
  }

  private Object top() {
    int last = stack.size() - 1;
    if (last < 0 || stack.get(last) == MARK) {
      throw input.corrupt("a value is missing from the stack");
    }
    return stack.get(last);
  }

  private Object pop() {
    Object value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private List<Object> popLast(int count) {
    int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1) + 1;
    if (stack.size() - count < floor) {
      throw input.corrupt("a value is missing from the stack");
    }
    return take(stack.size() - count);
  }

  private List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw input.corrupt("no mark is open");
    }
    int mark = marks.remove(marks.size() - 1);
    List<Object> values = take(mark + 1);
    stack.remove(mark);
    return values;
  }

  private List<Object> take(int from) {
    List<Object> tail = stack.subList(from, stack.size());
    List<Object> values = new ArrayList<>(tail);
    tail.clear();
    return values;
  }
}
