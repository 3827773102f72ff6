package dev.trent.seed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML 1.2 document into values. JSON is YAML too.
///
/// It takes the events of the parser, and builds only texts, lists and mappings. An alias is a copy of the
/// value of its anchor. The depth and the number of values are bounded, and copies count.
final class YamlReader {
    /// The longest text that is read.
    static final int CHARACTERS_MAX = 1024 * 1024;

    static final int DEPTH_MAX = 32;
    static final int VALUES_MAX = 50_000;

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(CHARACTERS_MAX).build();

    private final Iterator<Event> events;
    private final Map<Anchor, Value> anchored = new HashMap<>();
    private int count;

    private YamlReader(Iterator<Event> events) {
        this.events = events;
    }

    /// Reads a text.
    ///
    /// @throws SeedException with the line, if the text is not YAML or exceeds a bound
    static Value read(String text) throws SeedException {
        try {
            return new YamlReader(new Parse(SETTINGS).parseString(text).iterator()).document();
        } catch (MarkedYamlEngineException malformed) {
            // The message of the exception quotes the line, which may hold a secret.
            throw new Place("", line(malformed.getProblemMark()))
                    .wrong("this is not YAML: " + malformed.getProblem() + ".");
        } catch (YamlEngineException malformed) {
            throw new Place("", 1)
                    .wrong("this is not YAML that can be read: it is too long, or has a character that"
                            + " YAML does not have.");
        }
    }

    private Value document() throws SeedException {
        Place whole = new Place("", 1);
        Value value = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                if (value != null) {
                    throw new Place("", line(node.getStartMark())).wrong("a second document begins; write one.");
                }
                value = value(node, whole.path(), 0);
            }
        }
        return value == null ? new Value.Members(Map.of(), whole) : value;
    }

    private Value value(NodeEvent event, String path, int depth) throws SeedException {
        Place place = new Place(path, line(event.getStartMark()));
        spend(place, depth);
        if (event instanceof AliasEvent alias) {
            Value named = anchored.get(alias.getAlias());
            if (named == null) {
                throw place.wrong("the anchor '" + alias.getAlias().getValue() + "' is not there.");
            }
            return copy(named, place, depth);
        }
        refuseTag(event, place);
        Value value = switch (event) {
            case ScalarEvent scalar -> new Value.Text(scalar.getValue(), place);
            case SequenceStartEvent _ -> elements(place, depth);
            case MappingStartEvent _ -> members(place, depth);
            default -> throw new AssertionError("an event that begins no value: " + event.getEventId());
        };
        event.getAnchor().ifPresent(anchor -> anchored.put(anchor, value));
        return value;
    }

    private Value elements(Place place, int depth) throws SeedException {
        List<Value> elements = new ArrayList<>();
        for (Event next = events.next(); next instanceof NodeEvent node; next = events.next()) {
            elements.add(value(node, place.element(elements.size(), 0).path(), depth + 1));
        }
        return new Value.Elements(List.copyOf(elements), place);
    }

    private Value members(Place place, int depth) throws SeedException {
        Map<String, Value> members = new LinkedHashMap<>();
        for (Event next = events.next(); next instanceof NodeEvent name; next = events.next()) {
            Place at = new Place(place.path(), line(name.getStartMark()));
            if (!(name instanceof ScalarEvent key)) {
                throw at.wrong("the name of a member is a text.");
            }
            String path = place.member(key.getValue(), 0).path();
            NodeEvent event = (NodeEvent) events.next();
            Value value = value(event, path, depth + 1);
            if (members.containsKey(key.getValue())) {
                throw new Place(path, at.line()).wrong("this member is there twice.");
            }
            if (!isNothing(event)) {
                // The place of a member is the line of its name, even if its value begins on the next line.
                members.put(key.getValue(), at(value, at.line()));
            }
        }
        return new Value.Members(members, place);
    }

    private static Value at(Value value, int line) {
        Place place = new Place(value.place().path(), line);
        return switch (value) {
            case Value.Text(String text, Place _) -> new Value.Text(text, place);
            case Value.Elements(List<Value> elements, Place _) -> new Value.Elements(elements, place);
            case Value.Members(Map<String, Value> members, Place _) -> new Value.Members(members, place);
        };
    }

    private Value copy(Value value, Place place, int depth) throws SeedException {
        spend(place, depth);
        return switch (value) {
            case Value.Text(String text, Place _) -> new Value.Text(text, place);
            case Value.Elements(List<Value> elements, Place _) -> {
                List<Value> copies = new ArrayList<>();
                for (Value element : elements) {
                    copies.add(copy(element, place.element(copies.size(), place.line()), depth + 1));
                }
                yield new Value.Elements(copies, place);
            }
            case Value.Members(Map<String, Value> members, Place _) -> {
                Map<String, Value> copies = new LinkedHashMap<>();
                for (Map.Entry<String, Value> member : members.entrySet()) {
                    Place at = place.member(member.getKey(), place.line());
                    copies.put(member.getKey(), copy(member.getValue(), at, depth + 1));
                }
                yield new Value.Members(copies, place);
            }
        };
    }

    private void spend(Place place, int depth) throws SeedException {
        if (depth > DEPTH_MAX) {
            throw place.wrong("this is nested too deep; at most " + DEPTH_MAX + " levels are read.");
        }
        if (++count > VALUES_MAX) {
            throw place.wrong("the file has too many values, aliases included; at most " + VALUES_MAX + " are read.");
        }
    }

    private static void refuseTag(NodeEvent event, Place place) throws SeedException {
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> Optional.empty();
        };
        if (tag.isPresent()) {
            throw place.wrong("YAML tags such as !!str mean nothing here; leave it out.");
        }
    }

    /// A member without a value counts as not given.
    private static boolean isNothing(NodeEvent event) {
        return event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("~")
                        || scalar.getValue().equals("null"));
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(found -> found.getLine() + 1).orElse(1);
    }
}
