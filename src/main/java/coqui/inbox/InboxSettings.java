package coqui.inbox;

import coqui.audio.AudioFormat;
import java.time.Duration;
import java.util.Optional;

/**
 * How files are spoken, and what they may cost.
 *
 * @param speaker of texts and subtitles; empty for the service's own choice
 * @param language of texts and subtitles; empty for the service's own choice
 * @param format of recordings, unless a file asks for another
 * @param filesInWork at a time ({@code coqui.batch.files-in-work})
 * @param bytes of a file ({@code coqui.batch.max-file-bytes})
 * @param settleTime for which a file must stay as it is before it counts as written
 * @param timeLimit for one file ({@code coqui.batch.time-limit})
 * @param subtitles how long a recording with subtitles may be ({@code coqui.batch.max-length})
 */
public record InboxSettings(
    Optional<String> speaker,
    Optional<String> language,
    AudioFormat format,
    int filesInWork,
    int bytes,
    Duration settleTime,
    Duration timeLimit,
    Duration subtitles) {

  static final String BYTES = "coqui.batch.max-file-bytes";
  static final String TIME_LIMIT = "coqui.batch.time-limit";
  static final String SUBTITLES = "coqui.batch.max-length";
}
