/**
 * Text as written to text as said, in the style that XTTS was trained on: one class a language over shared steps.
 *
 * <p>The style is that of Coqui's {@code VoiceBpeTokenizer} (MPL-2.0; read for its behaviour only). Where its output is
 * right speech, ours is equal to it, since the model knows no other; where it crashes or says something wrong, ours
 * says what a competent speaker would.
 *
 * <p>To add a language: a class of {@link coqui.text.normalizer.Numerals} with its rule strings, one that lists its
 * steps and tables ({@code GermanNormalizer} shows the order), a line in {@link coqui.text.normalizer.Normalizers}, and
 * its name in {@code NormalizersTest}, which then holds it to the reference.
 */
package coqui.text.normalizer;
