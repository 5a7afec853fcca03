package coqui;

/**
 * A setting has a value that cannot be used, or a key that does not exist. The message names the key, what was found,
 * where, and what is expected.
 */
public final class InvalidSettingException extends RuntimeException {

  InvalidSettingException(String key, Setting found, String expected) {
    this("%s is '%s' (%s), expected %s".formatted(key, found.value(), found.source(), expected));
  }

  private InvalidSettingException(String message) {
    super(message, null, false, false);
  }

  static InvalidSettingException ofSecret(String key, Setting found, String problem) {
    return new InvalidSettingException("%s (%s) %s".formatted(key, found.source(), problem));
  }

  static InvalidSettingException unknownKey(String key, Setting found, String nearest) {
    return new InvalidSettingException(
        "There is no setting %s (%s); the nearest is %s".formatted(key, found.source(), nearest));
  }
}
