package coqui.ssml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The elements that are understood, with the attributes that each may have. */
enum Tag {
  /** The root. What editors put there without meaning anything by it is read over. */
  SPEAK("speak", Set.of("version", "xml:lang", "xsi:schemaLocation")),
  P("p", Set.of("xml:lang")),
  S("s", Set.of("xml:lang")),
  BREAK("break", Set.of("time", "strength")),
  PROSODY("prosody", Set.of("rate")),
  SUB("sub", Set.of("alias")),
  SAY_AS("say-as", Set.of("interpret-as", "format")),
  VOICE("voice", Set.of("name", "xml:lang")),
  LANG("lang", Set.of("xml:lang"));

  private final String written;
  private final Set<String> attributes;

  Tag(String written, Set<String> attributes) {
    this.written = written;
    this.attributes = attributes;
  }

  /** As in a document. */
  String written() {
    return written;
  }

  boolean has(String attribute) {
    return attributes.contains(attribute);
  }

  /** For messages. */
  String attributes() {
    return attributes.stream().sorted().collect(Collectors.joining(", "));
  }

  /** Whether nothing but text may stand in it; in a break, not even that. */
  boolean isLeaf() {
    return this == BREAK || this == SUB || this == SAY_AS;
  }

  /** Whether it may stand in an element that is inside of these. */
  boolean fitsInto(List<Tag> around) {
    return switch (this) {
      case SPEAK -> around.isEmpty();
      case P -> !around.contains(P) && !around.contains(S);
      case S -> !around.contains(S);
      default -> true;
    };
  }

  static Optional<Tag> of(String name) {
    return Arrays.stream(values()).filter(tag -> tag.written.equals(name)).findFirst();
  }

  /** All of them, for messages. */
  static String all() {
    return Arrays.stream(values()).map(Tag::written).collect(Collectors.joining(", "));
  }
}
