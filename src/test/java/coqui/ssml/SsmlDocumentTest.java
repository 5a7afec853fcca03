package coqui.ssml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a document that is understood. */
class SsmlDocumentTest {

  private static List<SsmlPassage> read(String ssml) {
    return SsmlDocument.read(ssml);
  }

  private static List<String> texts(String ssml) {
    return read(ssml).stream().map(passage -> passage.spoken(Language.ENGLISH)).toList();
  }

  @Test
  void read_textAlone_isOnePassageWithWhiteSpaceCollapsed() {
    assertThat(texts("<speak>\n  One <!-- no -->two,\n\tthree.  </speak>")).containsExactly("One two, three.");
  }

  @Test
  void read_boilerplateOfEditors_isTaken() {
    assertThat(texts("""
        <?xml version="1.0" encoding="UTF-8"?>
        <speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.w3.org/2001/10/synthesis
                http://www.w3.org/TR/speech-synthesis11/synthesis.xsd"
            xml:lang="en-US">Hello.</speak>""")).containsExactly("Hello.");
  }

  @Test
  void read_theFiveEntitiesNumbersAndSections_areText() {
    assertThat(texts("<speak>&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos; &#100;&#x65; <![CDATA[<f>]]></speak>"))
        .containsExactly("<a> & \"b\" 'c' de <f>");
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "the <sub alias='World Wide Web'>WWW</sub>. | the World Wide Web.",
      "<sub alias='no stop'>x.</sub> here | no stop here",
      "in<sub alias='side'>x</sub>ner | insidener",
      "room <say-as interpret-as='characters'>B1</say-as>, left | room B, one, left",
      "<say-as interpret-as='ordinal'>2</say-as>-hand | second-hand"})
  void read_substitutes_stayWithinTheirSentence(String inside, String text) {
    assertThat(texts("<speak>%s</speak>".formatted(inside))).containsExactly(text);
  }

  @Test
  void read_breakWithinASentence_isAPauseAfterWhatSoundsAsIfItWentOn() {
    List<SsmlPassage> passages = read("<speak>I want <break time='750ms'/> an apple.</speak>");

    assertThat(passages).extracting(SsmlPassage::written).containsExactly("I want,", "an apple.");
    assertThat(passages).extracting(SsmlPassage::pauseSeconds).containsExactly(0.75, 0.0);
  }

  @ParameterizedTest(name = "{0} → {1}, {2}")
  @CsvSource(delimiter = '|', value = {
      "One. <break/> Two. | One. | Two.",
      "One <break/>, two. | One, | two.",
      "“One” <break/> two | “One”, | two",
      "One <break/>!” Two | One!” | Two",
      "Zero <break/> -5 | Zero, | -5",
      "Zero <break/> .5 | Zero, | .5",
      "一 <break/>，二 | 一， | 二"})
  void read_breakBesideMarks_leavesThemToWhatWasBefore(String inside, String before, String after) {
    assertThat(texts("<speak>%s</speak>".formatted(inside))).containsExactly(before, after);
  }

  @ParameterizedTest(name = "<break {0}/> → {1} s")
  @CsvSource(delimiter = '|', value = {
      "'' | 0.5", "strength='x-weak' | 0.1", "strength='weak' | 0.25", "strength='medium' | 0.5",
      "strength='strong' | 0.8", "strength='x-strong' | 1.2", "time='250ms' | 0.25", "time='2s' | 2",
      "time='+1.5s' | 1.5", "time='.5s' | 0.5", "time='10s' | 10", "time='3s' strength='weak' | 3",
      "time='1s'/><break time='500ms' | 1.5"})
  void read_break_lastsAsLongAsItSays(String attributes, double seconds) {
    assertThat(read("<speak>a <break %s/> b</speak>".formatted(attributes)).get(0).pauseSeconds())
        .isCloseTo(seconds, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"strength='none'", "time='0s'", "time='0ms'"})
  void read_breakOfNoTime_changesNothing(String attributes) {
    assertThat(texts("<speak>a <break %s/> b</speak>".formatted(attributes))).containsExactly("a b");
  }

  @Test
  void read_breaksAtBothEnds_areHeard() {
    List<SsmlPassage> passages = read("<speak><break time='1s'/>One.<break time='2s'/></speak>");

    assertThat(passages).extracting(SsmlPassage::written).containsExactly("", "One.");
    assertThat(passages).extracting(SsmlPassage::pauseSeconds).containsExactly(1.0, 2.0);
  }

  @Test
  void read_paragraphs_haveAPauseBetweenThemOnly() {
    List<SsmlPassage> passages = read("<speak>\n<p>One</p>\n<p>Two.</p>\nThree\n</speak>");

    assertThat(passages).extracting(SsmlPassage::written).containsExactly("One.", "Two.", "Three");
    assertThat(passages).extracting(SsmlPassage::pauseSeconds).containsExactly(0.5, 0.5, 0.0);
  }

  @ParameterizedTest
  @CsvSource({"time='2s', 2", "strength='weak', 0.25"})
  void read_breakBetweenParagraphs_takesThePlaceOfTheirPause(String attributes, double seconds) {
    assertThat(read("<speak><p>a.</p><break %s/><p>b.</p></speak>".formatted(attributes)).get(0).pauseSeconds())
        .isEqualTo(seconds);
  }

  @Test
  void read_sentences_endAsSentencesWithinOnePassage() {
    assertThat(texts("<speak><s>One</s><s>two!</s> three <s>I met Dr.</s></speak>"))
        .containsExactly("One.\u2029two!\u2029three.\u2029I met Dr.");
  }

  @Test
  void read_anotherVoice_speaksAPassageOfItsOwn() {
    List<SsmlPassage> passages =
        read("<speak>I said <voice name='Claribel Dervla'>“no way”</voice>, and left.</speak>");

    assertThat(passages).extracting(SsmlPassage::written).containsExactly("I said,", "“no way”,", "and left.");
    assertThat(passages).extracting(passage -> passage.voice().orElse("")).containsExactly("", "Claribel Dervla", "");
  }

  @Test
  void read_languages_areThoseOfTheInnermost() {
    List<SsmlPassage> passages = read("<speak xml:lang='en-GB'>She says <lang xml:lang='de'>guten Tag</lang>"
        + " <voice name='X' xml:lang='fr'>oui <s xml:lang='it'>si</s></voice></speak>");

    assertThat(passages).extracting(passage -> passage.language().orElse(""))
        .containsExactly("en-GB", "de", "fr", "it");
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({"x-slow, 0.7", "slow, 0.85", "medium, 1", "default, 1", "fast, 1.15", "x-fast, 1.3",
      "80%, 0.8", "130%, 1.3", "+10%, 1.1", "-30%, 0.7", "1.2, 1.2", "87.5%, 0.875"})
  void read_rate_isAMultipleOfTheUsualPace(String rate, double times) {
    List<SsmlPassage> passages = read("<speak>a <prosody rate='%s'>b</prosody></speak>".formatted(rate));

    assertThat(passages.get(passages.size() - 1).rate()).isCloseTo(times, within(1e-9));
  }

  @Test
  void read_rateWithinARate_isNotMultiplied() {
    assertThat(read("<speak><prosody rate='slow'>a <prosody rate='80%'>b</prosody></prosody></speak>"))
        .extracting(SsmlPassage::rate).containsExactly(0.85, 0.8);
  }

  @Test
  void read_elementsAroundNothing_changeNothing() {
    assertThat(texts("<speak>a <voice name='X'> </voice><prosody rate='fast'/><p> </p> b</speak>"))
        .containsExactly("a.", "b");
    assertThat(texts("<speak>a <voice name='X'> </voice><prosody rate='fast'/> b</speak>")).containsExactly("a b");
  }
}
