package coqui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationTest {

  @ParameterizedTest(name = "[{0}] → [{1}]")
  @CsvSource({
      "'', serve",
      "--port 9000, serve --port 9000",
      "serve --port 9000, serve --port 9000",
      "say Hello, say Hello",
      "--help, --help",
      "-V, -V"})
  void withCommand_withoutACommand_serves(String typed, String meant) {
    String[] arguments = typed.isEmpty() ? new String[0] : typed.split(" ");

    assertThat(Application.withCommand(arguments)).containsExactly(meant.split(" "));
  }
}
