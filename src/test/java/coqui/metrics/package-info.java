/** What is counted and measured, and what Prometheus reads of it. */
package coqui.metrics;
