/**
 * Voices over HTTP: which there are, those of clients saved and deleted, and speech with a voice that comes along. With
 * the forms that bring recordings ({@link coqui.http.voices.Uploads}), received without a thread.
 */
package coqui.http.voices;
