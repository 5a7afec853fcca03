/** Tests of {@code coqui.cache}. */
package coqui.cache;
