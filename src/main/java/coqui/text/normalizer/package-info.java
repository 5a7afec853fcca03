/**
 * Text as written to text as said, in the style that XTTS was trained on: one class a language over shared steps.
 *
 * <p>The style is that of Coqui's {@code VoiceBpeTokenizer} (MPL-2.0; read for its behaviour only). Where its output is
 * right speech, ours is equal to it, since the model knows no other; where it crashes or says something wrong, ours
 * says what a competent speaker would.
 */
package coqui.text.normalizer;
