package coqui.audio;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** What answers can carry their sound in: always mono. */
public enum AudioFormat {
  /** 16 bits. */
  WAV("audio/wav", List.of("audio/x-wav", "audio/wave", "audio/vnd.wave"), List.of(),
      "-c:a", "pcm_s16le", "-f", "s16le"),   // whoever reads it writes the header
  /** The samples of the WAV alone: 16 bits, little-endian. */
  PCM("audio/pcm", List.of(), List.of(),
      "-c:a", "pcm_s16le", "-f", "s16le"),
  /** At 64 kbit/s throughout, so that a player knows where it is without having seen the whole. */
  MP3("audio/mpeg", List.of("audio/mp3", "audio/x-mp3"),
      List.of(8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000),
      "-c:a", "libmp3lame", "-b:a", "64k", "-id3v2_version", "0", "-f", "mp3"),
  /** In Ogg, about 32 kbit/s. Its pages are short, since one leaves when the next is begun. */
  OPUS("audio/ogg", List.of("audio/opus", "application/ogg"), List.of(48_000),
      "-c:a", "libopus", "-b:a", "32k", "-page_duration", "100000", "-f", "ogg"),
  /** AAC-LC as ADTS, about 64 kbit/s; at 8 kHz the 48 that it can have there. */
  AAC("audio/aac", List.of("audio/aacp", "audio/x-aac"),
      List.of(8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000),
      "-c:a", "aac", "-b:a", "64k", "-f", "adts"),
  /** 16 bits, the very samples of the WAV. */
  FLAC("audio/flac", List.of("audio/x-flac"), List.of(),
      "-c:a", "flac", "-f", "flac");

  private final String mediaType;
  private final List<String> otherNames;
  private final NavigableSet<Integer> rates;   // empty: any
  private final List<String> arguments;

  AudioFormat(String mediaType, List<String> otherNames, List<Integer> rates, String... arguments) {
    this.mediaType = mediaType;
    this.otherNames = otherNames;
    this.rates = new TreeSet<>(rates);
    this.arguments = List.of(arguments);
  }

  /** That of this name, as {@code output_format} has it: {@code mp3}. */
  public static Optional<AudioFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.extension().equals(name)).findFirst();
  }

  /** That of a media type, or of another name by which clients know it: {@code audio/x-wav}. In lower case. */
  public static Optional<AudioFormat> ofMediaType(String mediaType) {
    return Arrays.stream(values())
        .filter(format -> format.mediaType.equals(mediaType) || format.otherNames.contains(mediaType))
        .findFirst();
  }

  /** What answers call it. */
  public String mediaType() {
    return mediaType;
  }

  /** What file names end with, without the dot; the same as its name in {@code output_format}. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The rate in the file for sound of this one: the same, or where the format lacks that the next above, so that
   * nothing of it is lost. Opus always decodes to 48 kHz.
   *
   * @param sampleRate in Hz, up to 48,000
   */
  int sampleRate(int sampleRate) {
    return rates.isEmpty() ? sampleRate : Optional.ofNullable(rates.ceiling(sampleRate)).orElseGet(rates::last);
  }

  /** Tells ffmpeg how to write it. */
  List<String> arguments() {
    return arguments;
  }
}
