package coqui.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/** Lines of the log as {@code config/logback.xml} has them written. */
class LogFormatTest {

  private static final Logger LOG = LoggerFactory.getLogger("coqui.telemetry.LogFormatTest");

  private CapturedLog log;

  @BeforeEach
  void capture() throws Exception {
    log = new CapturedLog();
  }

  @AfterEach
  void release() {
    MDC.clear();
    log.close();
  }

  @Test
  void text_fields_followTheMessage() throws Exception {
    MDC.put("request_id", "r1");
    LOG.atInfo().addKeyValue("speaker", "Ana Florence").addKeyValue("chunks", 2).log("spoken");

    assertThat(log.text("spoken"))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  LogFormatTest: "
            + "spoken speaker=\"Ana Florence\" chunks=2 request_id=r1\\R");
  }

  @Test
  void text_manyFields_areABlockOfIndentedLines() throws Exception {
    LoggingEventBuilder event = LOG.atInfo().addKeyValue("first", "a value of several words");
    for (int field = 2; field <= 14; field++) {
      event = event.addKeyValue("field" + field, field);
    }
    event.addKeyValue("last", "x\n12:00:00.000 ERROR Forged: forged").log("started");

    List<String> lines = log.text("started").lines().toList();

    assertThat(lines).hasSize(16);
    assertThat(lines.get(0)).endsWith(" INFO  LogFormatTest: started");
    assertThat(lines.get(1)).isEqualTo("    first    a value of several words");
    assertThat(lines.get(2)).isEqualTo("    field2   2");
    assertThat(lines).last().asString().startsWith("    last     x").contains("Forged");
  }

  @Test
  void json_fields_areMembersWithTheirTypes() throws Exception {
    MDC.put("request_id", "r1");
    LOG.atInfo().addKeyValue("speaker", "Ana Florence").addKeyValue("chunks", 2).log("spoken");

    JsonNode event = log.json("spoken");

    assertThat(event.path("speaker").textValue()).isEqualTo("Ana Florence");
    assertThat(event.path("chunks").isInt()).isTrue();
    assertThat(event.path("request_id").textValue()).isEqualTo("r1");
    assertThat(event.path("level").textValue()).isEqualTo("INFO");
    assertThat(event.path("@timestamp").textValue()).endsWith("Z");
    assertThat(event.fieldNames()).toIterable().containsExactlyInAnyOrder(
        "@timestamp", "level", "message", "logger_name", "thread_name", "request_id", "speaker", "chunks");
  }

  /** A line end, and what would begin a line of its own, erase the line before, turn its order, or end a value. */
  @ParameterizedTest
  @ValueSource(strings = {
      "x\n12:00:00.000 ERROR Forged: forged", "x\rforged", "x\u0085forged", "x\u2028forged", "x\u001b[2Kforged",
      "x\u202eforged", "x\" forged=\"y", "x\\\" forged=1"})
  void both_hostileValue_staysAValueOfOneLine(String hostile) throws Exception {
    LOG.atInfo().addKeyValue("path", hostile).log("first");
    String text = log.text("first");
    LOG.atInfo().addKeyValue("path", hostile).log("second");
    JsonNode json = log.json("second");

    assertThat(text.lines()).hasSize(1);
    assertThat(text.stripTrailing()).matches("[^\\p{Cntrl}\\u2028\\u202e\\u0085]*");
    assertThat(text.stripTrailing()).endsWith("\"").doesNotContainPattern("(?<!\\\\)\" forged");
    assertThat(json.path("path").textValue()).isEqualTo(hostile);
    assertThat(json.has("forged")).isFalse();
  }

  @Test
  void text_hostileMessages_beginNoLineOfTheirOwn() throws Exception {
    LOG.error("failed", new IllegalStateException("first\n12:00:00.000 ERROR Forged: forged",
        new IllegalArgumentException("second\r12:00:00.000 ERROR Forged: forged")));

    String text = log.text("failed");

    assertThat(text.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith(" "));
    assertThat(text).contains("IllegalArgumentException").doesNotContain("\r");
  }

  @Test
  void json_exception_isOneLine() throws Exception {
    LOG.error("failed", new IllegalStateException("first\nsecond"));
    JsonNode event = log.json("failed");

    assertThat(event.path("stack_trace").textValue()).contains("first\nsecond");
    assertThat(new ObjectMapper().writeValueAsString(event)).doesNotContain("\n");
  }
}
