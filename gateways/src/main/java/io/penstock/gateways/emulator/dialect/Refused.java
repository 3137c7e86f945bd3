package io.penstock.gateways.emulator.dialect;

/** A request that cannot be understood, or is not allowed: ends its handling at once. Immutable. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    /**
     * A refusal.
     *
     * @param status of HTTP
     * @param code   the venue's
     * @param why    the venue's words
     */
    public Refused(final int status, final int code, final String why) {
        super(why, null, false, false);
        this.status = status;
        this.code = code;
    }

    /**
     * Status of HTTP.
     *
     * @return 200 where the venue tells its refusals in the body
     */
    public int status() {
        return status;
    }

    /**
     * The venue's code.
     *
     * @return never 0
     */
    public int code() {
        return code;
    }
}
