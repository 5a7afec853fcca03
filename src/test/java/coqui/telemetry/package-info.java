/** Tests of {@code coqui.telemetry}. */
package coqui.telemetry;
