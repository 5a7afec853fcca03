package coqui.ssml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused: with what it is, where it stands, and in no time. */
@Timeout(60)
class SsmlRefusalTest {

  private static InvalidRequestException refusal(String ssml) {
    return catchThrowableOfType(InvalidRequestException.class,
        () -> SsmlDocument.read(ssml).forEach(passage -> passage.spoken(Language.ENGLISH)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "<speak>a <audio src='file:///etc/passwd'/></speak> | 10 | The element <audio> is not understood",
      "<speak xmlns:mstts='x'><mstts:express-as/></speak> | 24 | The element <mstts:express-as> is not understood",
      "<speak xmlns='urn:other'>a</speak> | 1 | is of the namespace 'urn:other'",
      "<SPEAK>a</SPEAK> | 1 | The element <SPEAK> is not understood",
      "<p>a</p> | 1 | The document begins with <p>, expected <speak>",
      "<speak><speak>a</speak></speak> | 8 | <speak> stands inside of another element",
      "<speak><p>a<p>b</p></p></speak> | 12 | <p> cannot stand in <p>",
      "<speak><s>a<p>b</p></s></speak> | 12 | <p> cannot stand in <s>",
      "<speak><sub alias='a'><s>b</s></sub></speak> | 23 | <s> cannot stand in <sub>",
      "<speak>a<break>b</break></speak> | 16 | <break> holds nothing",
      "<speak><prosody pitch='high'>a</prosody></speak> | 8 | The attribute pitch of <prosody> is not understood",
      "<speak><prosody>a</prosody></speak> | 8 | <prosody> needs the attribute rate",
      "<speak><voice name=' '>a</voice></speak> | 8 | <voice> needs the attribute name",
      "<speak><lang>a</lang></speak> | 8 | <lang> needs the attribute xml:lang",
      "<speak><sub>a</sub></speak> | 8 | <sub> needs the attribute alias",
      "<speak><say-as>a</say-as></speak> | 8 | <say-as> needs the attribute interpret-as",
      "<speak><say-as interpret-as='expletive'>a</say-as></speak> | 8"
          + " | interpret-as is 'expletive', expected characters",
      "<speak>a <say-as interpret-as='ordinal'>x</say-as></speak> | 10 | 'x' cannot be said as ordinal in en",
      "<speak>a<break time='11s'/></speak> | 9 | time is '11s', expected 0ms to 10s",
      "<speak>a<break time='-1s'/></speak> | 9 | time is '-1s'",
      "<speak>a<break time='1'/></speak> | 9 | time is '1'",
      "<speak>a<break strength='huge'/></speak> | 9 | strength is 'huge', expected none",
      "<speak><prosody rate='69%'>a</prosody></speak> | 8 | rate is '69%', expected",
      "<speak><prosody rate='+31%'>a</prosody></speak> | 8 | rate is '+31%'",
      "<speak><prosody rate='-5'>a</prosody></speak> | 8 | rate is '-5'",
      "<speak><?php x?>a</speak> | 8 | Processing instructions",
      "<speak>a &nbsp; b</speak> | 16 | This is no well-formed XML",
      "<speak>a</p></speak> | 11 | This is no well-formed XML",
      "<speak>a</speak>b | 17 | This is no well-formed XML",
      "Hello. | 1 | This is no well-formed XML"})
  void read_whatIsNotUnderstood_isNamedWithItsPlace(String ssml, int column, String message) {
    InvalidRequestException refusal = refusal(ssml);

    assertThat(refusal.code()).isEqualTo("invalid_ssml");
    assertThat(refusal).hasMessageStartingWith("ssml, line 1, column %d: ".formatted(column))
        .hasMessageContaining(message);
    assertThat(refusal.details())
        .containsEntry("field", "ssml").containsEntry("line", 1).containsEntry("column", column);
  }

  @Test
  void read_secondLine_isCounted() {
    assertThat(refusal("<speak>\n  Hello\n <foo/></speak>").details())
        .containsEntry("line", 3).containsEntry("column", 2);
  }

  @Test
  void read_documentType_isRefusedBeforeAnythingOfItIsRead(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret words");

    for (String type : new String[] {
        "<!DOCTYPE speak>",
        "<!DOCTYPE speak SYSTEM 'http://127.0.0.1:1/x.dtd'>",
        "<!DOCTYPE speak [<!ENTITY x SYSTEM '%s'>]>".formatted(secret.toUri()),
        "<!DOCTYPE speak [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'> %x;]>"}) {
      assertThat(refusal(type + "<speak>&x;</speak>")).as(type)
          .hasMessageContaining("document type").hasMessageNotContaining("secret words");
    }
  }

  @Test
  void read_billionLaughs_areNotLaughed() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE speak [<!ENTITY a0 'ha'>");
    for (int i = 1; i < 40; i++) {
      bomb.append("<!ENTITY a%d '%s'>".formatted(i, "&a%d;".formatted(i - 1).repeat(10)));
    }

    assertThat(refusal(bomb + "]><speak>&a39;</speak>").code()).isEqualTo("invalid_ssml");
  }

  @Test
  void read_deepNesting_isRefused() {
    assertThat(refusal("<speak>" + "<prosody rate='slow'>".repeat(100_000))).hasMessageContaining("more than 32 deep");
  }

  @Test
  void read_farTooManyElements_isRefused() {
    assertThat(refusal("<speak>a" + "<break/>".repeat(100_000) + "</speak>"))
        .hasMessageContaining("more than 10000 elements");
  }

  @Test
  void read_hugeAttribute_isRefused() {
    assertThat(refusal("<speak><sub alias='%s'>a</sub></speak>".formatted("x".repeat(1_000_000))))
        .hasMessageContaining("1000000 characters, at most 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<speak %s>a</speak>", "<speak><break %s/></speak>"})
  void read_attributesWithoutEnd_areRefused(String ssml) {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      attributes.append(" a").append(i).append("=''");
    }

    assertThat(refusal(ssml.formatted(attributes)).code()).isEqualTo("invalid_ssml");
  }

  @Test
  void read_longNames_areEchoedShort() {
    assertThat(refusal("<speak><%s/></speak>".formatted("x".repeat(900))).getMessage()).hasSizeLessThan(300);
    assertThat(refusal("<speak><%s/></speak>".formatted("x".repeat(100_000))).getMessage()).hasSizeLessThan(500);
  }
}
