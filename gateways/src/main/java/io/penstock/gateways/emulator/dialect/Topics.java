package io.penstock.gateways.emulator.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who hears what: topics by name, and the topics of each connection in order of subscription. One thread. */
public final class Topics {
    private final Map<String, Topic> byName = new HashMap<>();
    private final Map<Integer, LinkedHashMap<String, Topic>> byConnection = new HashMap<>();

    /**
     * A topic, made when it is new. Dialects keep those they publish to, so that asking {@link Topic#wanted} is cheap.
     *
     * @param name what clients call it
     * @return always the same for the same name
     */
    public Topic topic(final String name) {
        return byName.computeIfAbsent(name, Topic::new);
    }

    /**
     * A connection hears a topic from now on.
     *
     * @param connection number of the connection
     * @param name       of the topic
     * @return false when it did already
     */
    public boolean subscribe(final int connection, final String name) {
        final Topic topic = topic(name);
        byConnection.computeIfAbsent(connection, c -> new LinkedHashMap<>()).put(name, topic);
        return topic.add(connection);
    }

    /**
     * A connection does not hear a topic any more.
     *
     * @param connection number of the connection
     * @param name       of the topic
     * @return false when it did not
     */
    public boolean unsubscribe(final int connection, final String name) {
        final LinkedHashMap<String, Topic> own = byConnection.get(connection);
        final Topic topic = own == null ? null : own.remove(name);
        return topic != null && topic.remove(connection);
    }

    /**
     * A connection is gone.
     *
     * @param connection number of the connection
     */
    public void drop(final int connection) {
        final LinkedHashMap<String, Topic> own = byConnection.remove(connection);
        if (own != null) {
            own.values().forEach(topic -> topic.remove(connection));
        }
    }

    /**
     * What a connection hears.
     *
     * @param connection number of the connection
     * @return names in order of subscription
     */
    public List<String> of(final int connection) {
        final LinkedHashMap<String, Topic> own = byConnection.get(connection);
        return own == null ? List.of() : new ArrayList<>(own.keySet());
    }
}
