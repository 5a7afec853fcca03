package coqui.batch;

/**
 * What one batch may ask for.
 *
 * @param items of a batch ({@code coqui.batch.max-items})
 * @param characters of all its texts together ({@code coqui.batch.max-characters})
 */
public record BatchLimits(int items, int characters) {

  static final String ITEMS = "coqui.batch.max-items";
  static final String CHARACTERS = "coqui.batch.max-characters";
}
