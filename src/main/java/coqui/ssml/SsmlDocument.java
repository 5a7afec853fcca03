package coqui.ssml;

import coqui.speech.InvalidRequestException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a document, element by element, and gives what is in it to {@link Passages}. One for each document. */
public final class SsmlDocument {

  private static final String NAMESPACE = "http://www.w3.org/2001/10/synthesis";
  private static final int DEEPEST = 32;
  private static final int MOST_ELEMENTS = 10_000;
  private static final int LONGEST_VALUE = 1_000;
  private static final int LONGEST_REASON = 200;

  private static final XMLInputFactory PARSERS = parsers();

  private record Open(Tag tag, Style before) {}

  private record Interpreting(SayAs as, String format, Place place, StringBuilder content) {}

  private final String source;
  private final XMLStreamReader parser;
  private final Passages passages = new Passages();
  private final Deque<Open> open = new ArrayDeque<>();   // innermost first
  private Style style = Style.OF_THE_REQUEST;
  private Optional<Interpreting> interpreting = Optional.empty();   // the say-as that is open
  private boolean afterText;                                        // whether the event before was text
  private int elements;
  private Place place = new Place(1, 1);   // where the present event begins

  private SsmlDocument(String source, XMLStreamReader parser) {
    this.source = source;
    this.parser = parser;
  }

  private static XMLInputFactory parsers() {
    XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();   // the JDK's, whatever is on the class path
    parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    parsers.setProperty(XMLInputFactory.IS_COALESCING, true);
    parsers.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("nothing outside of the document is read");
    });
    return parsers;
  }

  /**
   * The passages of a document.
   *
   * @return at least one
   * @throws InvalidRequestException {@code invalid_ssml} with line and column, if it is no XML, has what is not
   *     understood, or more than a request needs
   */
  public static List<SsmlPassage> read(String ssml) {
    try {
      XMLStreamReader parser;
      synchronized (PARSERS) {   // not safe for threads; what it makes belongs to one
        parser = PARSERS.createXMLStreamReader(new StringReader(ssml));
      }
      try {
        return new SsmlDocument(ssml, parser).read();
      } finally {
        parser.close();
      }
    } catch (XMLStreamException e) {
      throw noXml(e);
    }
  }

  private static InvalidRequestException noXml(XMLStreamException failure) {
    Location at = failure.getLocation();
    String message = Optional.ofNullable(failure.getMessage()).orElse("");
    String reason = message.substring(message.indexOf("Message: ") < 0 ? 0 : message.indexOf("Message: ") + 9);
    return (at == null ? new Place(1, 1) : Place.of(at)).refused(
        "This is no well-formed XML: %s Of entities there are only &amp; &lt; &gt; &quot; &apos; and those of numbers."
            .formatted(Place.shortened(reason.strip(), LONGEST_REASON)));
  }

  private List<SsmlPassage> read() throws XMLStreamException {
    while (parser.hasNext()) {
      place = present();
      int event = parser.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> begin();
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text();
        case XMLStreamConstants.DTD -> throw place.refused("A document type is not taken; leave <!DOCTYPE …> out.");
        case XMLStreamConstants.ENTITY_REFERENCE -> throw place.refused(
            "There is no entity &%s;.".formatted(Place.shown(parser.getLocalName())));
        case XMLStreamConstants.PROCESSING_INSTRUCTION ->
            throw place.refused("Processing instructions (<?…?>) are not taken; leave them out.");
        default -> {
          // comments, and the end
        }
      }
      afterText = event == XMLStreamConstants.CHARACTERS;
    }
    return passages.all();
  }

  /** Where the event before ended. After text, the parser has already taken the bracket that comes next. */
  private Place present() {
    Location end = parser.getLocation();
    Place here = Place.of(end);
    int at = end.getCharacterOffset();
    return afterText && at > 0 && at <= source.length() && source.charAt(at - 1) == '<'
        ? new Place(here.line(), Math.max(1, here.column() - 1))
        : here;
  }

  private void begin() {
    String name = parser.getPrefix() == null || parser.getPrefix().isEmpty()
        ? parser.getLocalName() : parser.getPrefix() + ":" + parser.getLocalName();
    Tag tag = Tag.of(name).orElseThrow(() -> place.refused(
        "The element <%s> is not understood; there are %s.".formatted(Place.shown(name), Tag.all())));
    check(tag);
    open.push(new Open(tag, style));
    switch (tag) {
      case P -> passages.paragraph();
      case S -> passages.sentence();
      case BREAK -> passages.pause(pause());
      case PROSODY -> style = style.withRate(Values.rate(required("rate"), place));
      case SUB -> passages.text(required("alias"), style, place);
      case SAY_AS -> sayAs();
      case VOICE -> style = style.withVoice(required("name"));
      case LANG -> required("xml:lang");
      default -> { }
    }
    attribute("xml:lang").ifPresent(language -> style = style.withLanguage(language));
  }

  private void check(Tag tag) {
    elements++;
    if (elements > MOST_ELEMENTS) {
      throw place.refused("There are more than %d elements; send the text in parts.".formatted(MOST_ELEMENTS));
    }
    if (open.size() == DEEPEST) {
      throw place.refused("Elements are nested more than %d deep.".formatted(DEEPEST));
    }
    if (open.isEmpty() != (tag == Tag.SPEAK)) {
      throw place.refused(open.isEmpty()
          ? "The document begins with <%s>, expected <speak>.".formatted(tag.written())
          : "<speak> stands inside of another element; it is the outermost, and there is one.");
    }
    List<Tag> around = open.stream().map(Open::tag).toList();
    if (!around.isEmpty() && around.get(0).isLeaf() || !tag.fitsInto(around)) {
      throw place.refused("<%s> cannot stand in <%s>.".formatted(tag.written(), around.get(0).written()));
    }
    if (parser.getNamespaceURI() != null && !parser.getNamespaceURI().equals(NAMESPACE)) {
      throw place.refused("<%s> is of the namespace '%s', expected %s or none."
          .formatted(tag.written(), Place.shown(parser.getNamespaceURI()), NAMESPACE));
    }
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      checkAttribute(tag, attributeName(i), parser.getAttributeValue(i));
    }
  }

  private void checkAttribute(Tag tag, String name, String value) {
    if (!tag.has(name)) {
      throw place.refused("The attribute %s of <%s> is not understood; %s.".formatted(Place.shown(name), tag.written(),
          tag.attributes().isEmpty() ? "it has none" : "there are " + tag.attributes()));
    }
    if (value.length() > LONGEST_VALUE) {
      throw place.refused("The attribute %s of <%s> has %d characters, at most %d are taken."
          .formatted(name, tag.written(), value.length(), LONGEST_VALUE));
    }
  }

  private String attributeName(int index) {
    String prefix = parser.getAttributePrefix(index);
    return prefix == null || prefix.isEmpty()
        ? parser.getAttributeLocalName(index) : prefix + ":" + parser.getAttributeLocalName(index);
  }

  private Optional<String> attribute(String name) {
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      if (attributeName(i).equals(name)) {
        return Optional.of(parser.getAttributeValue(i).strip());
      }
    }
    return Optional.empty();
  }

  private String required(String name) {
    return attribute(name).filter(value -> !value.isEmpty()).orElseThrow(() -> place.refused(
        "<%s> needs the attribute %s.".formatted(open.element().tag().written(), name)));
  }

  private double pause() {
    double strength = Values.strength(attribute("strength").orElse("medium"), place);
    return attribute("time").map(time -> Values.seconds(time, place)).orElse(strength);
  }

  /** Its content is read here. */
  private void sayAs() {
    String asked = required("interpret-as");
    SayAs as = SayAs.of(asked).orElseThrow(() -> place.refused(
        "interpret-as is '%s', expected %s.".formatted(Place.shown(asked), SayAs.all())));
    interpreting = Optional.of(new Interpreting(as, attribute("format").orElse(""), place, new StringBuilder()));
  }

  private void text() {
    Tag inside = open.isEmpty() ? Tag.SPEAK : open.element().tag();
    switch (inside) {
      case SUB -> { }   // its alias was said
      case SAY_AS -> interpreting.orElseThrow().content().append(parser.getText());
      case BREAK -> {
        if (!parser.getText().isBlank()) {
          throw place.refused("<break> holds nothing; close it: <break/>.");
        }
      }
      default -> passages.text(parser.getText(), style, place);
    }
  }

  private void end() {
    Open ended = open.pop();
    style = ended.before();
    switch (ended.tag()) {
      case P -> passages.paragraph();
      case S -> passages.sentence();
      case SAY_AS -> {
        Interpreting said = interpreting.orElseThrow();
        passages.interpreted(said.as(), said.content().toString().strip(), said.format(), style, said.place());
        interpreting = Optional.empty();
      }
      default -> { }
    }
  }
}
