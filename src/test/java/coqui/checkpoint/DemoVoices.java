package coqui.checkpoint;

import java.util.List;

/** Whom the demo checkpoint should have, and what they should speak, in the order of its files. */
public final class DemoVoices {

  public static final List<String> SPEAKERS = List.of("Sally", "Robert", "Angus");
  public static final List<String> LANGUAGES = List.of("en");

  private DemoVoices() {}
}
