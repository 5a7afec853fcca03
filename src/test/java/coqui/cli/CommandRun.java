package coqui.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One run of a command, its streams in memory.
 *
 * @param code exit code
 * @param bytes of standard output
 * @param err standard error
 */
record CommandRun(int code, byte[] bytes, String err) {

  static CommandRun of(String... arguments) {
    return withInput("", arguments);
  }

  static CommandRun withInput(String input, String... arguments) {
    return withInput(input.getBytes(StandardCharsets.UTF_8), arguments);
  }

  static CommandRun withInput(byte[] input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = CoquiCommand.commandLine(new ByteArrayInputStream(input), out, err).execute(arguments);
    return new CommandRun(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  /** Standard output as text. */
  String out() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
