package coqui.inbox;

/**
 * One subtitle.
 *
 * @param start in seconds from the beginning, when it is to be heard
 * @param text without marks of style
 */
record Cue(double start, String text) {}
