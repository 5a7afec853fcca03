package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.audio.AudioFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is chosen among the formats, for any header; RFC 9110 in its own words is the judge. */
class AcceptHeaderPropertyTest {

  private static final List<AudioFormat> FORMATS = List.of(AudioFormat.values());

  record Range(String type, int thousandths) {

    String written() {
      return thousandths == 1_000 ? type : "%s;q=0.%03d".formatted(type, thousandths);
    }

    int precisionFor(AudioFormat format) {
      return List.of("*/*", "audio/*", format.mediaType()).indexOf(type);   // -1: says nothing of it
    }
  }

  @Provide
  Arbitrary<List<Range>> ranges() {
    Arbitrary<String> types = Arbitraries.of("*/*", "audio/*", "audio/wav", "audio/pcm", "audio/mpeg", "audio/ogg",
        "audio/aac", "audio/flac", "text/html", "image/*");
    Arbitrary<Integer> weights = Arbitraries.of(0, 1, 300, 500, 500, 999, 1_000, 1_000);
    return Combinators.combine(types, weights).as(Range::new).list().ofMinSize(1).ofMaxSize(8)
        .uniqueElements(Range::type);
  }

  private static AcceptHeader header(List<Range> ranges) {
    return new AcceptHeader(List.of(ranges.stream().map(Range::written).collect(Collectors.joining(", "))));
  }

  /**
   * "The media type quality factor associated with a given type is determined by finding the media range with the
   * highest precedence that matches the type."
   */
  private static Optional<Range> said(List<Range> ranges, AudioFormat format) {
    return ranges.stream()
        .filter(range -> range.precisionFor(format) >= 0)
        .max(Comparator.comparingInt(range -> range.precisionFor(format)));
  }

  private static int weight(List<Range> ranges, AudioFormat format) {
    return said(ranges, format).map(Range::thousandths).orElse(0);
  }

  @Property
  void best_anyHeader_isTakenAndNothingIsLikedMore(@ForAll("ranges") List<Range> ranges) {
    Optional<AudioFormat> best = header(ranges).best(FORMATS, AudioFormat::mediaType);

    int most = FORMATS.stream().mapToInt(format -> weight(ranges, format)).max().orElseThrow();
    assertThat(best.isPresent()).isEqualTo(most > 0);
    best.ifPresent(chosen -> assertThat(weight(ranges, chosen)).isEqualTo(most));
  }

  @Property
  void best_equallyLiked_isWhatIsNamedMostPreciselyThenWhatComesFirst(@ForAll("ranges") List<Range> ranges) {
    header(ranges).best(FORMATS, AudioFormat::mediaType).ifPresent(chosen -> {
      Range why = said(ranges, chosen).orElseThrow();
      assertThat(FORMATS)
          .filteredOn(other -> weight(ranges, other) == why.thousandths())
          .allSatisfy(other -> assertThat(said(ranges, other).orElseThrow().precisionFor(other))
              .isLessThanOrEqualTo(why.precisionFor(chosen)));
      assertThat(FORMATS.subList(0, chosen.ordinal()))
          .noneMatch(other -> weight(ranges, other) == why.thousandths()
              && said(ranges, other).orElseThrow().precisionFor(other) == why.precisionFor(chosen));
    });
  }

  @Property
  void best_rangesInAnotherOrderOrInSeveralHeaders_isTheSame(@ForAll("ranges") List<Range> ranges) {
    List<Range> sorted = ranges.stream().sorted(Comparator.comparing(Range::type)).toList();
    AcceptHeader severalHeaders = new AcceptHeader(sorted.stream().map(Range::written).toList());

    assertThat(severalHeaders.best(FORMATS, AudioFormat::mediaType))
        .isEqualTo(header(ranges).best(FORMATS, AudioFormat::mediaType));
  }

  @Property
  void best_anyText_isWhatIsTakenOrNothing(@ForAll String text) {
    AcceptHeader header = new AcceptHeader(List.of(text));

    assertThat(header.best(FORMATS, AudioFormat::mediaType).isPresent())
        .isEqualTo(FORMATS.stream().anyMatch(format -> header.takes(format.mediaType())));
  }
}
