/**
 * The domain: what a caller asks for, what is spoken with, what comes back, and what can go wrong.
 *
 * <p>Everything else may import this package; it imports nothing of the project, and neither Camel, DJL nor HTTP.
 * Values are records that refuse what is wrong; refusals are {@link coqui.speech.SpeechException}s with a stable code.
 */
package coqui.speech;
