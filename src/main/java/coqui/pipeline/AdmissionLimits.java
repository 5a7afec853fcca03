package coqui.pipeline;

/**
 * How many requests for speech there may be at a time.
 *
 * @param inWork with a place ({@code coqui.admission.in-work})
 * @param waiting for one ({@code coqui.admission.waiting})
 */
public record AdmissionLimits(int inWork, int waiting) {

  static final String IN_WORK_SETTING = "coqui.admission.in-work";
  static final String WAITING_SETTING = "coqui.admission.waiting";

  public AdmissionLimits {
    if (inWork < 1 || waiting < 0) {
      throw new IllegalArgumentException("%s is %d, expected at least 1; %s is %d, expected at least 0"
          .formatted(IN_WORK_SETTING, inWork, WAITING_SETTING, waiting));
    }
  }
}
