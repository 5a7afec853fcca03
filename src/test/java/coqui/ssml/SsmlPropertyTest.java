package coqui.ssml;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SsmlPropertyTest {

  private static final int DEEPEST = 8;

  private static final List<String> TAGS = List.of("speak", "p", "s", "break", "prosody", "sub", "say-as", "voice",
      "lang", "audio", "mstts:x", "");

  private static final List<String> ATTRIBUTES = List.of("", " rate='slow'", " rate='900%'", " time='1s'",
      " strength='weak'", " alias='instead'", " interpret-as='characters'", " interpret-as='date' format='dmy'",
      " name='Robert'", " xml:lang='de'", " xml:lang=''", " name='a' name='b'", " x='&amp;'", " y=");

  /** Text that XML can hold: no controls but white space, no halves of surrogate pairs. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange(' ', '~').withChars("\n\t<>&\"'“”。，").ofMaxLength(80),
        Arbitraries.strings().withCharRange('\u00a0', '\ud7ff').ofMaxLength(40),
        Arbitraries.strings().withChars("a1 .,!?\n\u2029\u0085\u3000").ofMaxLength(40));
  }

  @Property(tries = 500)
  void read_anyTextEscaped_isThatTextInOnePassage(@ForAll("texts") String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");

    List<SsmlPassage> passages = SsmlDocument.read("<speak>" + escaped + "</speak>");

    assertThat(passages).hasSize(1);
    assertThat(collapsed(passages.get(0).spoken(Language.ENGLISH))).isEqualTo(collapsed(text));
  }

  private static String collapsed(String text) {
    return text.replaceAll("[ \\t\\r\\n]+", " ").strip();
  }

  @Provide
  Arbitrary<String> fragments() {
    return fragments(DEEPEST);
  }

  /** To a depth, since what is drawn without one is at times too large to be drawn at all. */
  private static Arbitrary<String> fragments(int depth) {
    Arbitrary<String> leaves = Arbitraries.of("text", " ", ".", "12", "<!-- c -->", "<![CDATA[x]]>", "&lt;", "&x;", "<",
        "<?pi x?>", "2024-03-05", "，", "]]>", "&#0;", "&#x1F600;", "</s>");
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<String> elements = Combinators.combine(Arbitraries.of(TAGS), Arbitraries.of(ATTRIBUTES),
            fragments(depth - 1).list().ofMaxSize(4))
        .as((tag, attributes, inside) -> "<%s%s>%s</%s>".formatted(tag, attributes, String.join("", inside), tag));
    return Arbitraries.oneOf(leaves, leaves, elements).withoutEdgeCases();
  }

  @Property(tries = 1_000)
  void read_anyNesting_isUnderstoodOrRefusedWithItsPlace(
      @ForAll("fragments") String first, @ForAll("fragments") String then) {
    try {
      List<SsmlPassage> passages = SsmlDocument.read("<speak>" + first + then + "</speak>");

      assertThat(passages).isNotEmpty();
      passages.forEach(passage -> passage.spoken(Language.GERMAN));
    } catch (InvalidRequestException refused) {
      assertThat(refused.code()).isEqualTo("invalid_ssml");
      assertThat(refused.details()).containsKeys("field", "line", "column");
    }
  }

  @Property(tries = 1_000)
  void read_anyString_isUnderstoodOrRefused(@ForAll String text) {
    try {
      assertThat(SsmlDocument.read(text)).isNotEmpty();
    } catch (InvalidRequestException refused) {
      assertThat(refused.code()).isEqualTo("invalid_ssml");
    }
  }
}
