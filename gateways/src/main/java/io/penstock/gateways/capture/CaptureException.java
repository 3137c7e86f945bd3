package io.penstock.gateways.capture;

/**
 * A capture cannot be imported. The message says what is wrong, where (file:line) and what would be right.
 */
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of the input.
     *
     * @param message for the user
     * @param cause   or null
     */
    public CaptureException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
