package coqui.http;

import coqui.audio.AudioFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client wants to be answered with (RFC 9110, 12.5.1). What it says wrongly, it did not say. Audio counts under
 * whichever of its names a client knows ({@link AudioFormat#ofMediaType}).
 */
public final class AcceptHeader {

  private static final Pattern RANGE = Pattern.compile("([^\\s/]+)/([^\\s/]+)");
  private static final Pattern QUALITY = Pattern.compile("q\\s*=\\s*([01](?:\\.\\d{0,3})?)");

  private static final Comparator<Range> LIKING =
      Comparator.comparingDouble(Range::quality).thenComparingInt(Range::precision);

  private final List<Range> ranges;

  /** @param values of the header, perhaps none; each may have several ranges */
  public AcceptHeader(List<String> values) {
    String all = String.join(",", values);
    ranges = all.isBlank()
        ? List.of(new Range("*", "*", 1))
        : Arrays.stream(all.split(",")).map(AcceptHeader::range).flatMap(Optional::stream).toList();
  }

  private static Optional<Range> range(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split(";");
    Matcher types = RANGE.matcher(parts.length == 0 ? "" : parts[0].strip());
    double quality = Arrays.stream(parts).skip(1)
        .map(parameter -> QUALITY.matcher(parameter.strip()))
        .filter(Matcher::matches)
        .findFirst()
        .map(parameter -> Double.parseDouble(parameter.group(1)))
        .orElse(1.0);
    if (!types.matches()) {
      return Optional.empty();
    }
    String[] type = AudioFormat.ofMediaType(types.group()).map(AudioFormat::mediaType).orElse(types.group()).split("/");
    return Optional.of(new Range(type[0], type[1], quality));
  }

  /** Whether {@code mediaType} will do: by the range that fits it best. */
  public boolean takes(String mediaType) {
    return rangeOf(mediaType).isPresent();
  }

  /**
   * What the client would rather have: by its weights; where they are equal what it calls by its name, and then what
   * comes first.
   *
   * @param candidates in the order in which we would rather give them
   * @return empty if none will do
   */
  public <T> Optional<T> best(List<T> candidates, Function<T, String> mediaType) {
    Comparator<T> liking = Comparator.comparing(candidate -> rangeOf(mediaType.apply(candidate)).orElseThrow(), LIKING);
    return candidates.stream()
        .filter(candidate -> takes(mediaType.apply(candidate)))
        .min(liking.reversed());
  }

  /** That which fits best, unless it says not to send this. */
  private Optional<Range> rangeOf(String mediaType) {
    String[] parts = mediaType.split("/", 2);
    return ranges.stream()
        .filter(range -> range.fits(parts[0], parts[1]))
        .max(Comparator.comparingInt(Range::precision))
        .filter(range -> range.quality() > 0);
  }

  private record Range(String type, String subtype, double quality) {

    boolean fits(String wantedType, String wantedSubtype) {
      return (type.equals("*") || type.equals(wantedType)) && (subtype.equals("*") || subtype.equals(wantedSubtype));
    }

    int precision() {
      return (type.equals("*") ? 0 : 1) + (subtype.equals("*") ? 0 : 1);
    }
  }
}
