package coqui;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Of a language that only optional tests need. {@code -Dcoqui.python=FILE} and {@code -Dcoqui.node=FILE} name others
 * than {@code python3} and {@code node}; Node finds modules where {@code -Dcoqui.node-modules=DIR/node_modules} says.
 */
public enum Interpreter {

  PYTHON("coqui.python", "python3", "-c", "import %s"),
  NODE("coqui.node", "node", "-e", "require('%s')");

  private final String file;
  private final String programOption;
  private final String importStatement;

  Interpreter(String property, String usual, String programOption, String importStatement) {
    this.file = System.getProperty(property, usual);
    this.programOption = programOption;
    this.importStatement = importStatement;
  }

  /** As one would call it. */
  public String file() {
    return file;
  }

  /** Ready to be started with these arguments. */
  public ProcessBuilder process(String... arguments) {
    ProcessBuilder process = new ProcessBuilder(Stream.concat(Stream.of(file), Stream.of(arguments)).toList());
    process.environment().put("NODE_PATH", System.getProperty("coqui.node-modules", ""));
    return process;
  }

  /** Whether there is such an interpreter, and it finds that module. */
  public boolean canImport(String module) {
    ProcessBuilder probe = process(programOption, importStatement.formatted(module))
        .redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
    try {
      Process importing = probe.start();
      return importing.waitFor(60, TimeUnit.SECONDS) && importing.exitValue() == 0;
    } catch (IOException noInterpreter) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
