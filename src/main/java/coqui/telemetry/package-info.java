/**
 * What the service tells of itself: how lines of its log look as text ({@code config/logback.xml} names these classes;
 * as JSON, they are the logstash encoder's).
 */
package coqui.telemetry;
