package coqui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The instructions of a Dockerfile, in order, their lines joined and comments left out. */
record Dockerfile(List<Instruction> instructions) {

  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(\\S+)");

  /** One of them: {@code COPY}, and what comes after it. */
  record Instruction(String name, String rest) {

    /** Its words but for the options. */
    List<String> words() {
      return Arrays.stream(rest.split("\\s+")).filter(word -> !word.startsWith("--")).toList();
    }

    /** What an option says, {@code --from=…}; several if it is given several times. */
    Stream<String> option(String option) {
      return Arrays.stream(rest.split("\\s+"))
          .filter(word -> word.startsWith("--" + option + "="))
          .map(word -> word.substring(word.indexOf('=') + 1));
    }
  }

  static Dockerfile read(Path file) throws IOException {
    List<Instruction> instructions = new ArrayList<>();
    StringBuilder pending = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      boolean goesOn = line.endsWith("\\");
      pending.append(goesOn ? line.substring(0, line.length() - 1) : line).append(' ');
      if (!goesOn) {
        String[] parts = pending.toString().strip().split("\\s+", 2);
        instructions.add(new Instruction(parts[0], parts[1].strip()));
        pending.setLength(0);
      }
    }
    return new Dockerfile(instructions);
  }

  /** All of one name. */
  List<Instruction> all(String name) {
    return instructions.stream().filter(instruction -> instruction.name().equals(name)).toList();
  }

  /** The last of one name, which is the one that holds. */
  String last(String name) {
    List<Instruction> all = all(name);
    return all.get(all.size() - 1).rest();
  }

  /** What {@code ENV} or {@code ARG} instructions say, all stages together. */
  Map<String, String> assignments(String name) {
    Map<String, String> assignments = new LinkedHashMap<>();
    for (Instruction instruction : all(name)) {
      Matcher matcher = ASSIGNMENT.matcher(instruction.rest());
      while (matcher.find()) {
        assignments.put(matcher.group(1), matcher.group(2));
      }
    }
    return assignments;
  }
}
