package coqui.text;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The invariants of {@code reference/text/chunk-properties.md}, by their numbers there. */
class ChunkPropertiesTest {

  private static final int MAX_TOKENS = 400;

  private static final TextFrontEnd FRONT_END =
      TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(), MAX_TOKENS));

  private static final TextFrontEnd WITHOUT_TOKEN_LIMIT =
      TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(), Integer.MAX_VALUE));

  /** What texts are made of, with all that a chunker stumbles over. */
  private static final String[] FRAGMENTS = {
      " ", " ", " ", "\n", "\n\n", "\u00a0", "\u3000", "word", "Word", "straße", "ÉTÉ", "слово", "Слово", "清晨",
      "港口", "かな", "カメラ", "안녕", "सुबह", "क्षमा", "كان", "e\u0301", "👨‍👩‍👧‍👦", "🇩🇪", "👍🏽", "1", "1,234.56", "3,14",
      "12:30", "1 000 €", "$5", "٢٥", "½", ".", ". ", "!", "?! ", "…", "。", "！", "？", "؟ ", "।", ", ", "; ", ": ",
      "、", "，", "—", " – ", "-", "(", ")", "“", "”", "\"", "'", "«", "»", "「", "」", "Dr. ", "Mr. ", "z. B. ",
      "т. е. ", "e.g. ", "U.S.A. ", "J. M. ", "St. ", "No. 7", "3. Mai", "www.example.org/a,b;c", "[STOP]", "[en]",
      "\u0001", "\u200b", "\ufeff", "\ud800", "\udc00", "<b>", "&amp;", "a@b.c",
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  };

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> fragments = Arbitraries.of(FRAGMENTS).list().ofMaxSize(80).map(list -> String.join("", list));
    return Arbitraries.frequencyOf(
        Tuple.of(6, fragments),
        Tuple.of(1, Arbitraries.strings().all().ofMaxLength(300)),
        Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(300)));
  }

  /** Words and marks that offer a cut at every space: no titles, no numbers, no script without spaces. */
  @Provide
  Arbitrary<String> plainTexts() {
    return Arbitraries.strings().withChars("abcdeé").ofMinLength(2).ofMaxLength(9)
        .flatMap(word -> Arbitraries.of("", "", "", ",", ";", ".", "?", "!").map(mark -> word + mark))
        .list().ofMaxSize(120).map(words -> String.join(" ", words));
  }

  @Property(tries = 300)
  void plan_anyText_losesNothing(@ForAll("texts") String text, @ForAll Language language,
      @ForAll @IntRange(min = 1, max = 120) int characters, @ForAll @IntRange(min = 1, max = 20) int words) {
    List<String> chunks = chunks(text, language, characters, words);

    assertThat(withoutWhiteSpace(String.join("", chunks)))
        .isEqualTo(hasSpeakable(text) ? withoutWhiteSpace(text) : "");
  }

  @Property(tries = 300)
  void plan_anyText_hasSpeakableTrimmedChunksWithinTokens(@ForAll("texts") String text, @ForAll Language language) {
    for (TextChunk chunk : FRONT_END.plan(text, language).chunks()) {
      assertThat(chunk.text()).matches(ChunkPropertiesTest::hasSpeakable).isEqualTo(chunk.text().strip());
      assertThat(chunk.normalized()).isEqualTo(chunk.normalized().strip()).doesNotContain("  ");
      assertThat(chunk.tokenIds()).hasSizeBetween(1, MAX_TOKENS);
    }
  }

  @Property(tries = 300)
  void plan_plainText_keepsTheLimits(@ForAll("plainTexts") String text,
      @ForAll @IntRange(min = 10, max = 200) int characters, @ForAll @IntRange(min = 1, max = 30) int words) {
    for (String chunk : chunks(text, Language.FRENCH, characters, words)) {
      assertThat(chunk.length()).isLessThanOrEqualTo(characters);
      assertThat(chunk.split(" ")).hasSizeLessThanOrEqualTo(words);
    }
  }

  @Property(tries = 300)
  void plan_anyText_exceedsTheLimitsOnlyByOneUnit(@ForAll("texts") String text, @ForAll Language language,
      @ForAll @IntRange(min = 1, max = 120) int characters) {
    ChunkLimits limits = new ChunkLimits(characters, 60, false);
    for (String chunk : chunks(text, language, characters, 60)) {
      Atom atom = Atom.of(chunk, false, Atom.Cut.SENTENCE);
      if (!limits.allow(atom)) {
        assertThat(new SentenceCutter(language).cut(atom, limits)).hasSize(1);
      }
    }
  }

  @Property(tries = 300)
  void plan_sentencesThatFit_arePackedGreedily(@ForAll("plainTexts") String text,
      @ForAll @IntRange(min = 10, max = 200) int characters, @ForAll @IntRange(min = 1, max = 30) int words) {
    List<String> sentences = FRONT_END.plan(text, Language.FRENCH, characters, words).sentences();
    ChunkLimits limits = new ChunkLimits(characters, words, false);
    if (!sentences.stream().allMatch(sentence -> allow(limits, sentence))) {
      return; // rules 6 and 7 are looked at below
    }
    List<String> packed = new ArrayList<>();
    for (String sentence : sentences) {
      String last = packed.isEmpty() ? null : packed.get(packed.size() - 1) + " " + sentence;
      if (last != null && allow(limits, last)) {
        packed.set(packed.size() - 1, last);
      } else {
        packed.add(sentence);
      }
    }

    assertThat(chunks(text, Language.FRENCH, characters, words)).isEqualTo(packed);
  }

  @Property(tries = 300)
  void plan_sentenceThatFits_isNeverCut(@ForAll("plainTexts") String text,
      @ForAll @IntRange(min = 10, max = 200) int characters, @ForAll @IntRange(min = 1, max = 30) int words) {
    SpeechPlan plan = FRONT_END.plan(text, Language.FRENCH, characters, words);
    ChunkLimits limits = new ChunkLimits(characters, words, false);
    List<String> chunks = plan.chunks().stream().map(TextChunk::text).toList();
    List<Integer> seams = new ArrayList<>();
    int end = 0;
    for (String chunk : chunks) {
      end += withoutWhiteSpace(chunk).length();
      seams.add(end);
    }
    int start = 0;
    for (String sentence : plan.sentences()) {
      int from = start;
      start += withoutWhiteSpace(sentence).length();
      int to = start;
      if (allow(limits, sentence)) {
        assertThat(seams).noneMatch(seam -> seam > from && seam < to);
      }
    }
  }

  @Property(tries = 300)
  void plan_chunkAgain_givesThatChunk(@ForAll("texts") String text, @ForAll Language language,
      @ForAll @IntRange(min = 1, max = 120) int characters) {
    for (String chunk : chunks(text, language, characters, 60)) {
      if (chunk.codePointCount(0, chunk.length()) <= characters) {
        assertThat(chunks(chunk, language, characters, 60)).containsExactly(chunk);
      }
    }
  }

  @Property(tries = 300)
  void plan_textThatFits_isOneChunk(@ForAll("texts") String text, @ForAll Language language) {
    int characters = Math.max(1, text.codePointCount(0, text.length()));

    assertThat(WITHOUT_TOKEN_LIMIT.plan(text, language, characters, characters).chunks()).hasSizeLessThanOrEqualTo(1);
  }

  @Property(tries = 100)
  void plan_sameText_givesSamePlan(@ForAll("texts") String text, @ForAll Language language) {
    TextFrontEnd other = TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(), MAX_TOKENS));

    assertThat(other.plan(text, language)).usingRecursiveComparison().isEqualTo(FRONT_END.plan(text, language));
  }

  private static List<String> chunks(String text, Language language, int characters, int words) {
    return FRONT_END.plan(text, language, characters, words).chunks().stream().map(TextChunk::text).toList();
  }

  private static boolean allow(ChunkLimits limits, String text) {
    return limits.allow(Atom.of(text, false, Atom.Cut.SENTENCE));
  }

  private static boolean hasSpeakable(String text) {
    return CharacterClasses.hasSpeakable(text);
  }

  private static String withoutWhiteSpace(String text) {
    StringBuilder rest = new StringBuilder();
    text.codePoints().filter(c -> !CharacterClasses.isWhiteSpace(c)).forEach(rest::appendCodePoint);
    return rest.toString();
  }
}
