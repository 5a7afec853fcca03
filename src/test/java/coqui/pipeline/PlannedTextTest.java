package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import coqui.speech.Passage;
import coqui.speech.SpeechRequest;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlannedTextTest {

  private final ToneModel model = new ToneModel();

  @Test
  void of_oneText_isItsChunksWithoutPauses() {
    String text = "This sentence is here so that there is more than one chunk of this text. ".repeat(5);

    PlannedText planned = planned(passage(text, 0));

    assertThat(planned.chunks()).hasSizeGreaterThan(1).extracting(PlannedChunk::text)
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(model.plan(text, Language.ENGLISH).chunks());
    assertThat(planned.pauses().before()).isZero();
    assertThat(planned.pauses().after()).containsOnly(0.0);
  }

  @Test
  void of_severalPassages_neverPutsTwoIntoOneChunk() {
    PlannedText planned = planned(passage("One", 0), passage("two", 0.25), passage("three.", 0));

    assertThat(planned.chunks()).extracting(chunk -> chunk.text().text()).containsExactly("One", "two", "three.");
    assertThat(planned.pauses()).isEqualTo(new Pauses(0, List.of(0.0, 0.25, 0.0)));
  }

  @Test
  void of_passagesWithNothingToSpeak_areTheirPausesAlone() {
    PlannedText planned =
        planned(passage("", 0.5), passage("One.", 0.25), passage("…", 1), passage(" ", 0.5), passage("Two.", 2));

    assertThat(planned.chunks()).hasSize(2);
    assertThat(planned.pauses()).isEqualTo(new Pauses(0.5, List.of(1.75, 2.0)));
  }

  @Test
  void of_pausesAlone_isRefused() {
    assertThatThrownBy(() -> planned(passage("", 1), passage("…", 1)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("nothing to speak");
  }

  private PlannedText planned(Passage... passages) {
    return PlannedText.of(
        new SpeechRequest(List.of(passages), model.sampling(), OptionalLong.empty(), 24_000, true), model);
  }

  private Passage passage(String text, double pauseSeconds) {
    return new Passage(text, model.voices().get("Robert"), Language.ENGLISH, 1, pauseSeconds);
  }
}
