/**
 * Speech over HTTP: what {@code POST /tts} and the paths below it read, and how sound is delivered, as a whole or while
 * it is spoken. The rooms of other APIs read in their own way and deliver in this one.
 */
package coqui.http.tts;
