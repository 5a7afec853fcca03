package coqui.cli;

import coqui.download.ModelSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether the user agrees to the licence of XTTS v2, which someone must before its files may be fetched. */
final class LicenceQuestion {

  private static final String VARIABLE = "COQUI_TOS_AGREED";   // what Coqui's own package asks for
  private static final Set<String> YES = Set.of("y", "yes");

  private final Map<String, String> environment;
  private final boolean atATerminal;

  /** @param atATerminal whether there is a person to ask */
  LicenceQuestion(Map<String, String> environment, boolean atATerminal) {
    this.environment = environment;
    this.atATerminal = atATerminal;
  }

  /**
   * Whether the variable {@code COQUI_TOS_AGREED} is 1; else whoever sits at the terminal is asked.
   *
   * @return false if the answer is no, or there is nobody to ask
   */
  boolean isAgreed(InputStream in, PrintWriter out) throws IOException {
    if (environment.getOrDefault(VARIABLE, "").equals("1")) {
      return true;
    }
    if (!atATerminal) {
      return false;
    }
    out.printf("XTTS v2 is under the Coqui Public Model License: non-commercial use only, of the model and of what it%n"
        + "speaks. The text: %s%nDo you agree to it, or have a commercial licence from Coqui? [y/N] ",
        ModelSource.LICENCE);
    out.flush();
    String answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
  }

  /** What to do where nobody can be asked, or said no. */
  static String refusal() {
    return ("XTTS v2 may only be fetched by those who agree to the Coqui Public Model License (CPML, non-commercial"
        + " use): %s. If you do, say --agree-to-cpml or set %s=1.").formatted(ModelSource.LICENCE, VARIABLE);
  }
}
