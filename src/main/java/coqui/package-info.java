/**
 * Where the program begins and is put together: {@link coqui.Application} reads the command line,
 * {@link coqui.Settings} what the operator wants, and {@link coqui.SpeechService} binds the rooms' parts to the names
 * that {@code routes/*.yaml} use.
 */
package coqui;
