package io.penstock.gateways.emulator.mexc;

import java.util.List;

/** The texts with which the venue answers control frames. Stateless; any thread. */
public final class MexcReplies {
    /** The answer to a ping. */
    public static final String PONG = "{\"id\":0,\"code\":0,\"msg\":\"PONG\"}";

    private MexcReplies() {
    }

    /**
     * Yes to some channels; their names stand in {@code msg}, separated by commas.
     *
     * @param id       of the request
     * @param channels which were taken
     * @return the frame
     */
    public static String done(final long id, final List<String> channels) {
        return reply(id, 0, String.join(",", channels));
    }

    /**
     * No to some channels. The code is 0 all the same: only the text tells.
     *
     * @param id       of the request
     * @param channels which were refused
     * @return the frame
     */
    public static String blocked(final long id, final List<String> channels) {
        // The colon is a full-width one, as the venue writes it.
        final String names = String.join(",", channels);
        return reply(id, 0, "Not Subscribed successfully! [" + names + "].  Reason\uFF1A Blocked! ");
    }

    /**
     * An answer to a control frame.
     *
     * @param id   of the request
     * @param code the venue's, 0 = no error
     * @param text goes into {@code msg}
     * @return the frame
     */
    public static String reply(final long id, final int code, final String text) {
        return "{\"id\":" + id + ",\"code\":" + code + ",\"msg\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"")
            + "\"}";
    }
}
