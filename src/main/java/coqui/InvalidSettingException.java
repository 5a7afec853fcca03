package coqui;

/**
 * A setting has a value that cannot be used. The message names the key, what was found, where, and what is expected.
 */
public final class InvalidSettingException extends RuntimeException {

  InvalidSettingException(String key, Setting found, String expected) {
    super("%s is '%s' (%s), expected %s".formatted(key, found.value(), found.source(), expected), null, false, false);
  }
}
