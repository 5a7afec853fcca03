package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.Language;
import coqui.text.ReferenceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps against their slow twin, which has the pattern try every place of the text. */
class MatchStartsTest {

  /** What a step may look behind at. */
  private static final String BEFORE = "0a Zéя漢あ한.,:/-+$('’";

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JAPANESE") // which does not show its steps
  void next_characterThatBeginsAMatch_isAStart(Language language) {
    for (Rewrite step : steps(language)) {
      Matcher probe = step.pattern().matcher("").useTransparentBounds(true);
      for (char character = 0; character < Character.MAX_SURROGATE; character++) {
        if (step.starts().next(Character.toString(character), 0) < 0) {
          probe.reset(Character.toString(character));
          assertThat(probe.lookingAt() || probe.hitEnd())
              .as("U+%04X begins a match of %s", (int) character, step.pattern()).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JAPANESE") // which does not show its steps
  void next_characterThatBeginsAMatchAfterAnother_isAStart(Language language) {
    for (Rewrite step : steps(language)) {
      Matcher probe = step.pattern().matcher("").useTransparentBounds(true);
      for (char before : BEFORE.toCharArray()) {
        for (char character = 0; character < 128; character++) {
          String text = "" + before + character;
          if (step.starts().next(text, 1) < 0) {
            probe.reset(text).region(1, 2);
            assertThat(probe.lookingAt() || probe.hitEnd())
                .as("'%s' begins a match of %s", text, step.pattern()).isFalse();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JAPANESE") // which does not show its steps
  void apply_referenceTextsInPieces_findsWhatTryingEveryPlaceFinds(Language language) {
    List<String> texts = ReferenceText.rows("tokenize.jsonl")
        .filter(row -> row.get("lang").asText().equals(language.code()))
        .map(row -> TextCleaning.clean(row.get("text").asText()))
        .toList();
    Random random = new Random(17);
    for (int round = 0; round < 400; round++) {
      StringBuilder spliced = new StringBuilder();
      for (int piece = 0; piece < 6; piece++) {
        String text = texts.get(random.nextInt(texts.size()));
        int from = random.nextInt(text.length());
        spliced.append(text, from, Math.min(text.length(), from + random.nextInt(24)));
      }
      String text = spliced.toString();
      for (Rewrite step : steps(language)) {
        List<String> tried = new ArrayList<>();
        Rewrite watched = new Rewrite(step.triggers(), step.pattern(), step.starts(), match -> {
          tried.add(match.start() + "-" + match.end());
          return step.words().apply(match);
        });
        List<String> everywhere = step.pattern().matcher(text).results()
            .map(match -> match.start() + "-" + match.end())
            .toList();
        String rewritten = watched.apply(text);
        assertThat(tried).as("matches of %s in: %s", step.pattern(), text).isEqualTo(everywhere);
        assertThat(step.isTriggeredBy(CharacterSet.of(text)) || rewritten.equals(text))
            .as("%s is tried in: %s", step.pattern(), text).isTrue();
        text = rewritten;
      }
    }
  }

  private static List<Rewrite> steps(Language language) {
    Normalizer normalizer = Normalizers.of(language);
    RewritingNormalizer rewriting = normalizer instanceof RomanizingNormalizer romanizing
        ? romanizing.inScript() : (RewritingNormalizer) normalizer;
    return rewriting.steps();
  }
}
