package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.Language;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NormalizerPropertiesTest {

  /** What numbers are written with, and what stands around them. */
  private static final String[] FRAGMENTS = {
      "0", "1", "2", "7", "10", "12", "21", "100", "1990", "2024", "007", "1234567", "99999999999999999999",
      "1,234.56", "1.234,56", "1 000", "1\u00a0000", "½", "²", "٢", "५", ".", ",", ":", "-", "–", "−", "/", "+",
      "=", "x", "'", "%", "°", "°C", "$", "€", "£", "₹", "#", "№", "@", "&", " ", " ", " ", "km", "m", "kg", "h",
      "st", "nd", "th", "s", "er", "Uhr", "May", "Mai", "Mio.", "million", "in", "am", "der", "die", "No.", "Nr.",
      "p.m.", "Dr.", "z. B.", "a", "word", "Haus", "слово", "三", "日", "本", "何", "〜", "ア",
      "개", "월", "है", "كان", "\u0001", "👍", "\"",
      "(", ")"
  };

  @Provide
  Arbitrary<String> numbersInText() {
    return Arbitraries.of(FRAGMENTS).list().ofMaxSize(25).map(fragments -> String.join("", fragments));
  }

  @Property(tries = 1000)
  void normalize_anyNumbers_leavesNoDigit(
      @ForAll("numbersInText") String text, @ForAll Language language) {
    String digit = language == Language.CHINESE ? "(?<![a-z])[0-9]|[06-9]" : "[0-9]"; // a syllable has its tone

    assertThat(Normalizers.of(language).normalize(text)).doesNotContainPattern(digit);
  }

  @Property(tries = 500)
  void normalize_anyString_isTrimmedWithSingleSpaces(@ForAll String text, @ForAll Language language) {
    String said = Normalizers.of(language).normalize(text);

    assertThat(said).isEqualTo(said.strip()).doesNotContain("  ");
  }

  @Property(tries = 500)
  void normalize_longWordsOfSmallLetters_stayAsTheyAre(@ForAll("longWords") String text,
      @ForAll Language language) {
    assertThat(Normalizers.of(language).normalize(text)).isEqualTo(text);
  }

  /** Polish writes "dr" and "mgr" without a full stop, and they are read out: no word is as short. */
  @Provide
  Arbitrary<String> longWords() {
    return Arbitraries.strings().withChars("abcdefghijklmnopqrstuvwxyzäéñłßœ").ofMinLength(4).ofMaxLength(12)
        .list().ofMaxSize(30).map(words -> String.join(" ", words));
  }
}
