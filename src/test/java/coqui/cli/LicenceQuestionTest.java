package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceQuestionTest {

  private final StringWriter printed = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "Yes\n", " yes \n", "Y"})
  void isAgreed_yesAtATerminal_isTrue(String typed) throws IOException {
    assertThat(asked(Map.of(), true, typed)).isTrue();
    assertThat(printed.toString()).contains("non-commercial use only", "LICENSE.txt", "[y/N]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "n\n", "no\n", "yesterday\n", "\ny\n"})
  void isAgreed_anythingElseAtATerminal_isFalse(String typed) throws IOException {
    assertThat(asked(Map.of(), true, typed)).isFalse();
  }

  @Test
  void isAgreed_withoutATerminal_isFalseWhateverComesIn() throws IOException {
    assertThat(asked(Map.of(), false, "y\n")).isFalse();
    assertThat(printed.toString()).isEmpty();
  }

  @Test
  void isAgreed_coquisOwnVariable_asksNobody() throws IOException {
    assertThat(asked(Map.of("COQUI_TOS_AGREED", "1"), false, "")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "true"})
  void isAgreed_variableThatIsNotOne_countsForNothing(String value) throws IOException {
    assertThat(asked(Map.of("COQUI_TOS_AGREED", value), false, "")).isFalse();
  }

  private boolean asked(Map<String, String> environment, boolean atATerminal, String typed) throws IOException {
    return new LicenceQuestion(environment, atATerminal).isAgreed(
        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), new PrintWriter(printed));
  }
}
