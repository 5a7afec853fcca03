package coqui;

/**
 * What one key is set to.
 *
 * @param value as written
 * @param source who said so: a file, "environment variable COQUI_MODEL_DIR", "system property", "command line"
 */
record Setting(String value, String source) {}
