package coqui.bench;

/**
 * How long codes take that are drawn side by side.
 *
 * @param batch how many sequences
 * @param millisecondsPerStep one code of each sequence
 * @param millisecondsPerCode the same, shared among them
 */
public record StepTimes(int batch, Repeated millisecondsPerStep, Repeated millisecondsPerCode) {}
