package io.penstock.tools.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The data dictionary as it is shipped, {@code penstock-events.xml}: which field stands where in which message. Reading
 * the dictionary instead of calling each decoder means that a new message or field is printed without new code here.
 * Immutable; any thread; allocates when read.
 */
public final class EventDictionary {
    /**
     * One field of a message.
     *
     * @param name         as in the dictionary
     * @param primitive    SBE type: int8 to int64, uint8 to uint32, char
     * @param offset       from the start of the block
     * @param count        1, or the length of a char or byte array
     * @param sinceVersion of the schema
     * @param description  what it means; begins with the word of its codes' enum where it has one
     */
    public record Field(
        String name, String primitive, int offset, int count, int sinceVersion, String description) {
    }

    /**
     * One message.
     *
     * @param name   as in the dictionary
     * @param id     template id
     * @param fields of the block
     * @param group  the repeating group, or null; no message has two
     * @param texts  names of the variable-length texts, in order
     */
    public record Message(String name, int id, List<Field> fields, Group group, List<String> texts) {
    }

    /**
     * A repeating group.
     *
     * @param name   as in the dictionary
     * @param fields of one entry
     */
    public record Group(String name, List<Field> fields) {
    }

    private static final String RESOURCE = "/penstock-events.xml";

    private final SortedMap<Integer, Message> byId = new TreeMap<>();
    private final Map<String, String> primitives = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private EventDictionary(final Element schema) {
        for (final Element type : children(children(schema, "types").get(0), "type")) {
            primitives.put(type.getAttribute("name"), type.getAttribute("primitiveType"));
            counts.put(type.getAttribute("name"), Integer.parseInt(type.getAttribute("length")));
        }
        for (final Element message : children(schema, "sbe:message")) {
            final int id = Integer.parseInt(message.getAttribute("id"));
            byId.put(id, message(message, id));
        }
    }

    /**
     * Reads the dictionary out of the engine's resources.
     *
     * @return every message of this version
     */
    public static EventDictionary load() {
        try (InputStream in = EventDictionary.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return new EventDictionary(factory.newDocumentBuilder().parse(in).getDocumentElement());
        } catch (final IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("cannot read " + RESOURCE, e);
        }
    }

    /**
     * The message behind a template id.
     *
     * @param templateId of a record
     * @return null when this version does not know it
     */
    public Message message(final int templateId) {
        return byId.get(templateId);
    }

    /**
     * Every message.
     *
     * @return in order of template id
     */
    public Collection<Message> messages() {
        return Collections.unmodifiableCollection(byId.values());
    }

    private Message message(final Element element, final int id) {
        final List<Element> groups = children(element, "group");
        if (groups.size() > 1) {
            throw new IllegalStateException(element.getAttribute("name") + " has more than one group");
        }
        final List<String> texts = new ArrayList<>();
        for (final Element data : children(element, "data")) {
            texts.add(data.getAttribute("name"));
        }
        final Group group = groups.isEmpty() ? null
            : new Group(groups.get(0).getAttribute("name"), fields(groups.get(0)));
        return new Message(element.getAttribute("name"), id, fields(element), group, List.copyOf(texts));
    }

    private List<Field> fields(final Element parent) {
        final List<Field> fields = new ArrayList<>();
        int offset = 0;
        for (final Element field : children(parent, "field")) {
            final String type = field.getAttribute("type");
            final String primitive = primitives.getOrDefault(type, type);
            final int count = counts.getOrDefault(type, 1);
            final String since = field.getAttribute("sinceVersion");
            fields.add(new Field(field.getAttribute("name"), primitive, offset, count,
                since.isEmpty() ? 0 : Integer.parseInt(since), field.getAttribute("description")));
            offset += count * sizeOf(primitive);
        }
        return List.copyOf(fields);
    }

    private static int sizeOf(final String primitive) {
        return switch (primitive) {
            case "int8", "uint8", "char" -> 1;
            case "int16", "uint16" -> 2;
            case "int32", "uint32" -> 4;
            case "int64" -> 8;
            default -> throw new IllegalStateException("the dictionary has a type without text: " + primitive);
        };
    }

    private static List<Element> children(final Element parent, final String tag) {
        final List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                found.add(element);
            }
        }
        return found;
    }
}
