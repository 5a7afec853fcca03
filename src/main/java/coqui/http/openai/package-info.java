/**
 * Speech and models as OpenAI's clients ask for them. Their lists of voices, and what they save, are among the
 * {@linkplain coqui.http.voices voices}.
 */
package coqui.http.openai;
