package coqui;

/** The version that the build wrote into the jar. */
public final class Version {

  private Version() {}

  /** {@code 0.1.0}, or {@code (development)} where there is no jar. */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }
}
