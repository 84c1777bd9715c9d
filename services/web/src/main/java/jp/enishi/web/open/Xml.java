package jp.enishi.web.open;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A document that is written from its beginning to its end; what is text can't become markup. */
final class Xml {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    Xml() {
        try {
            writer = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Begins an element with attributes, names and values in turn. */
    Xml open(String element, String... attributes) {
        return write(() -> {
            writer.writeStartElement(element);
            for (int i = 0; i < attributes.length; i += 2) {
                writer.writeAttribute(attributes[i], attributes[i + 1]);
            }
        });
    }

    Xml close() {
        return write(writer::writeEndElement);
    }

    /** An element with a text, or with nothing. */
    Xml element(String element, String content, String... attributes) {
        open(element, attributes);
        write(() -> writer.writeCharacters(content));
        return close();
    }

    @Override
    public String toString() {
        write(writer::writeEndDocument);
        return text.toString();
    }

    private interface Writing {
        void write() throws XMLStreamException;
    }

    private Xml write(Writing writing) {
        try {
            writing.write();
            return this;
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
