package coqui.audio;

import coqui.speech.AudioClip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a recording is good enough to clone a voice from, and what to do if it is not.
 *
 * <p>A <i>problem</i> makes the clone useless; a <i>warning</i> makes it worse than it could be. The thresholds, and
 * why:
 *
 * <table>
 * <caption>Thresholds</caption>
 * <tr><th>measure</th><th>problem</th><th>warning</th><th>why</th></tr>
 * <tr><td>speech, from its begin to its end</td><td>under 3 s</td><td>under 6 s, over 30 s</td>
 *     <td>Coqui recommends 6 s and conditions on at most 30 s</td></tr>
 * <tr><td>level of the loudest half second</td><td>under −50 dBFS</td><td>under −35 dBFS</td>
 *     <td>recorded speech has −12 to −30; at −50, quiet consonants drown in the noise of 16 bits and of any
 *     microphone</td></tr>
 * <tr><td>samples within 2 % of the peak</td><td>2 % and more</td><td>0.2 % and more</td>
 *     <td>natural speech has under 0.03 %, hard limiting makes up to 1.1 % of it; when clipping flattens 2 %, the
 *     damage lies only 16 dB below the speech</td></tr>
 * <tr><td>{@link SpectralMovement}</td><td>under 2 dB</td><td>under 3 dB</td>
 *     <td>clean speech has 4.4 to 6.8; in white or pink noise 10 dB below it 3.0 to 5.4, 5 dB below it 2.4 to 4.9, as
 *     loud as it 1.8 to 4.2; noises of many kinds, hum and tones have under 1.8</td></tr>
 * </table>
 *
 * <p>The figures were measured on 22 recordings: synthetic voices, readers of audio books, speakers in rooms.
 * Clipping that a lossy format has smeared since, and loud music, are not recognised.
 *
 * @param problems what makes it unusable, empty if it can be used
 * @param warnings what could be better
 */
public record ReferenceQuality(List<Finding> problems, List<Finding> warnings) {

  private static final double LEAST_SECONDS = 3;
  private static final double GOOD_SECONDS = 6;
  private static final double MOST_SECONDS = 30;
  private static final double SILENT_DBFS = -50;
  private static final double QUIET_DBFS = -35;
  private static final double HEAVILY_CLIPPED_SHARE = 0.02;
  private static final double CLIPPED_SHARE = 0.002;
  private static final double NOISE_DB = 2;
  private static final double NOISY_DB = 3;

  /**
   * One thing that was found.
   *
   * @param code stable, for programs: {@code reference_too_short}, …
   * @param message what was found, what is expected and what to do, for people
   */
  public record Finding(String code, String message) {}

  public ReferenceQuality {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * Judges a recording of any length and sample rate. Takes a few milliseconds for each second of it.
   *
   * <p>Problems: {@code reference_too_short}, {@code reference_silent}, {@code reference_heavily_clipped},
   * {@code reference_mostly_noise}. Warnings: {@code reference_short}, {@code reference_long}, {@code reference_quiet},
   * {@code reference_clipped}, {@code reference_noisy}.
   */
  public static ReferenceQuality of(AudioClip clip) {
    return of(RecordingMeasurements.of(clip));
  }

  static ReferenceQuality of(RecordingMeasurements measured) {
    List<Finding> problems = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    if (measured.levelDbfs() < SILENT_DBFS) {
      problems.add(finding("reference_silent",
          "The recording is silent or nearly so: its loudest half second has %.0f dBFS, expected at least %.0f. "
              + "Check that the microphone was on, and speak closer to it.", measured.levelDbfs(), SILENT_DBFS));
      return new ReferenceQuality(problems, warnings); // nothing else can be told
    }
    judgeLength(measured.speechSeconds(), problems, warnings);
    if (measured.levelDbfs() < QUIET_DBFS) {
      warnings.add(finding("reference_quiet",
          "The recording is quiet: its loudest half second has %.0f dBFS, better is %.0f or more. "
              + "Speak closer to the microphone or raise its level.", measured.levelDbfs(), QUIET_DBFS));
    }
    boolean longEnough = problems.isEmpty();
    if (longEnough && measured.movementDb() < NOISE_DB) {
      problems.add(finding("reference_mostly_noise",
          "Hardly any speech can be made out in the recording: noise, hum or a tone covers it. "
              + "Record one person speaking in a quiet room, without music."));
      return new ReferenceQuality(problems, warnings); // flat peaks of a tone are not clipping
    }
    if (longEnough && measured.movementDb() < NOISY_DB) {
      warnings.add(finding("reference_noisy",
          "There is much noise in the recording, and the voice will carry some of it. Record in a quieter room."));
    }
    judgeClipping(100 * measured.flattenedShare(), problems, warnings);
    return new ReferenceQuality(problems, warnings);
  }

  private static void judgeLength(double seconds, List<Finding> problems, List<Finding> warnings) {
    if (seconds < LEAST_SECONDS) {
      problems.add(finding("reference_too_short",
          "The recording holds %.1f s of speech, without the silence before and after it; expected at least %.0f s. "
              + "Send %.0f to %.0f s of one person speaking.",
          Math.floor(10 * seconds) / 10, LEAST_SECONDS, GOOD_SECONDS, MOST_SECONDS));
    } else if (seconds < GOOD_SECONDS) {
      warnings.add(finding("reference_short",
          "The recording holds %.1f s of speech; with %.0f to %.0f s the voice comes out closer.",
          Math.floor(10 * seconds) / 10, GOOD_SECONDS, MOST_SECONDS));
    } else if (seconds > MOST_SECONDS) {
      warnings.add(finding("reference_long",
          "The recording holds %.0f s of speech; only the first %.0f s count. Cut it down to the best of it.",
          Math.ceil(seconds), MOST_SECONDS));
    }
  }

  private static void judgeClipping(double percent, List<Finding> problems, List<Finding> warnings) {
    String message = "%.1f %% of the recording's samples lie at the limit, so it is %s. "
        + "Lower the level of the microphone and record again.";
    if (percent >= 100 * HEAVILY_CLIPPED_SHARE) {
      problems.add(finding("reference_heavily_clipped", message, percent, "heavily clipped"));
    } else if (percent >= 100 * CLIPPED_SHARE) {
      warnings.add(finding("reference_clipped", message, percent, "clipped"));
    }
  }

  private static Finding finding(String code, String message, Object... values) {
    return new Finding(code, String.format(Locale.ROOT, message, values));
  }
}
