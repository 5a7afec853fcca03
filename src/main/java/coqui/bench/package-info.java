/**
 * What the command {@code bench} measures: a server process of this program over HTTP
 * ({@link coqui.bench.ServerProcess}, {@link coqui.bench.SpeechClient}, {@link coqui.bench.Crowd}), then the steps of
 * its model alone in this process ({@link coqui.xtts.StepTimer}). {@link coqui.bench.Benchmark} does one after the
 * other, so that never more than one model is in memory; {@link coqui.bench.BenchReport} is what comes of it.
 *
 * <p>Everything is done once unmeasured before it is measured, and measured several times: the least is what the
 * machine can, the median what it mostly did. Seconds unless a name says otherwise.
 */
package coqui.bench;
