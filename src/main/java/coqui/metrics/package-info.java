/**
 * What the service counts and measures, for Prometheus; {@code src/docs/metrics.md} has every name. The other rooms
 * know nothing of meters: they tell listeners of their own what happens, and those are here.
 *
 * <p>Values of labels come from us alone, never from clients, so there is an end to the series: paths are the routes'
 * templates, statuses those that are answered here, GPUs as many as a machine may have.
 */
package coqui.metrics;
