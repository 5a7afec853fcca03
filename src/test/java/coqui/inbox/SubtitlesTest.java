package coqui.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubtitlesTest {

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {
      "1\n00:00:01,500 --> 00:00:02,000\nHello\n",
      "1\r\n00:00:01,500 --> 00:00:02,000\r\nHello\r\n\r\n",
      "\n\n00:00:01.5 --> 00:00:02.000 position:10%\n<b>Hello</b>",
      "7\n000:00:01,500-->00:00:02,000\n{\\an8}<font color=\"red\">Hello</font>"})
  void read_howeverItIsWritten_isTheCue(String text) {
    assertThat(Subtitles.read(text)).containsExactly(new Cue(1.5, "Hello"));
  }

  @Test
  void read_cuesOutOfOrder_areSortedByTime() {
    assertThat(Subtitles.read("""
        2
        01:00:00,000 --> 01:00:01,000
        Later

        1
        00:59:59,999 --> 01:00:00,000
        Sooner, it
        is said""")).containsExactly(new Cue(3_599.999, "Sooner, it\nis said"), new Cue(3_600, "Later"));
  }

  @Test
  void read_cueWithoutWords_isLeftOut() {
    assertThat(Subtitles.read("00:00:01,000 --> 00:00:02,000\n♪\n\n00:00:03,000 --> 00:00:04,000\nWords"))
        .containsExactly(new Cue(3, "Words"));
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "It was a dark night. | line 1",
      "1 | line 1",
      "1;It was a dark night. | line 2",
      "00:00:01,000 --> 00:00:02,000;Hi;;oops | line 4",
      "00:00:01,000 --> 00:00:02,000;♪ | no text"})
  void read_whatIsNone_isRefusedWithTheLine(String text, String told) {
    assertThatThrownBy(() -> Subtitles.read(text.replace(';', '\n')))
        .isInstanceOf(InvalidRequestException.class).hasMessageContaining(told);
  }
}
