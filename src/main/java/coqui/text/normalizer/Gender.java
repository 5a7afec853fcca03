package coqui.text.normalizer;

/** What a number agrees with: the gender of the noun that it counts. */
enum Gender {
  /** Nothing is counted: the number stands alone. */
  NONE,
  MASCULINE,
  FEMININE,
  NEUTER
}
