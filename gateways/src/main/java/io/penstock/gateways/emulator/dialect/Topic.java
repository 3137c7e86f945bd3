package io.penstock.gateways.emulator.dialect;

import java.util.Arrays;

/** One stream and who hears it. One thread. */
public final class Topic {
    private final String name;
    private int[] connections = new int[2];
    private int count;

    Topic(final String name) {
        this.name = name;
    }

    /**
     * What clients call it.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Whether anybody hears it.
     *
     * @return true when a frame is worth encoding
     */
    public boolean wanted() {
        return count > 0;
    }

    /**
     * How many connections hear it.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    /**
     * A connection that hears it, in order of subscription.
     *
     * @param place from 0
     * @return number of the connection
     */
    public int connection(final int place) {
        return connections[place];
    }

    boolean add(final int connection) {
        for (int i = 0; i < count; i++) {
            if (connections[i] == connection) {
                return false;
            }
        }
        if (count == connections.length) {
            connections = Arrays.copyOf(connections, count * 2);
        }
        connections[count++] = connection;
        return true;
    }

    boolean remove(final int connection) {
        for (int i = 0; i < count; i++) {
            if (connections[i] == connection) {
                count--;
                System.arraycopy(connections, i + 1, connections, i, count - i);
                return true;
            }
        }
        return false;
    }
}
