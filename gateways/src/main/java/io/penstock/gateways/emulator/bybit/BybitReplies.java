package io.penstock.gateways.emulator.bybit;

import io.penstock.api.Venue;

/** The texts with which the venue answers requests on public sockets. Stateless; any thread. */
public final class BybitReplies {
    private BybitReplies() {
    }

    /**
     * Yes to a request. Spot names the operation in {@code ret_msg}, linear leaves it empty and always has a
     * {@code req_id}.
     *
     * @param venue        linear or spot
     * @param connectionId the venue's name of the connection
     * @param request      which was done
     * @return the frame
     */
    public static String done(final Venue venue, final String connectionId, final BybitRequest request) {
        final boolean spot = venue == Venue.BYBIT_SPOT;
        return reply(true, spot ? request.op() : "", connectionId, request, !spot);
    }

    /**
     * No to a request: nothing of it was done.
     *
     * @param connectionId the venue's name of the connection
     * @param request      which was refused
     * @param why          in the venue's words
     * @return the frame
     */
    public static String refused(final String connectionId, final BybitRequest request, final String why) {
        return reply(false, why, connectionId, request, true);
    }

    /**
     * The answer to a ping; its {@code op} is again {@code ping}.
     *
     * @param connectionId the venue's name of the connection
     * @param request      the ping
     * @return the frame
     */
    public static String pong(final String connectionId, final BybitRequest request) {
        return reply(true, "pong", connectionId, request, false);
    }

    /**
     * The venue's name of a connection.
     *
     * @param connection its number
     * @return text
     */
    public static String connectionId(final int connection) {
        return "c-" + connection;
    }

    /**
     * An answer over REST.
     *
     * @param result JSON of the result
     * @param nowNs  the venue's clock
     * @return body
     */
    public static String envelope(final String result, final long nowNs) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":" + result + ",\"retExtInfo\":{},\"time\":"
            + nowNs / 1_000_000 + "}";
    }

    /**
     * A refusal over REST, with HTTP status 200.
     *
     * @param code  the venue's
     * @param why   the venue's words
     * @param nowNs the venue's clock
     * @return body
     */
    public static String error(final int code, final String why, final long nowNs) {
        return "{\"retCode\":" + code + ",\"retMsg\":\"" + why + "\",\"result\":{},\"retExtInfo\":{},\"time\":"
            + nowNs / 1_000_000 + "}";
    }

    /**
     * The venue's clock over REST.
     *
     * @param nowNs the venue's clock
     * @return body
     */
    public static String time(final long nowNs) {
        return envelope("{\"timeSecond\":\"" + nowNs / 1_000_000_000 + "\",\"timeNano\":\"" + nowNs + "\"}", nowNs);
    }

    private static String reply(final boolean success, final String message, final String connectionId,
        final BybitRequest request, final boolean always) {
        final StringBuilder out = new StringBuilder(128);
        out.append("{\"success\":").append(success).append(",\"ret_msg\":\"").append(quoted(message))
            .append("\",\"conn_id\":\"").append(connectionId).append('"');
        if (always || !request.id().isEmpty()) {
            out.append(",\"req_id\":\"").append(quoted(request.id())).append('"');
        }
        return out.append(",\"op\":\"").append(quoted(request.op())).append("\"}").toString();
    }

    private static String quoted(final String text) {
        final StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c < 0x20 || c > 0x7E ? '?' : c);
        }
        return out.toString();
    }
}
