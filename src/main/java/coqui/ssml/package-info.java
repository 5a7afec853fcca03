/**
 * SSML (W3C Speech Synthesis Markup Language 1.1) in, passages out: a safe subset. What is not in it is refused by name
 * and place, and never silently dropped; {@code src/docs/ssml.md} lists what is in it, and what it does.
 *
 * <p>The parser is the JDK's StAX, without document types, entities of their own and anything external. Depth, elements
 * and lengths are bounded; so is time: every event is looked at once.
 */
package coqui.ssml;
