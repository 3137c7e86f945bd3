package io.penstock.gateways.common.rest;

import java.net.http.HttpResponse;
import java.util.Optional;

/** What headers and bodies say, for counting and for people. Stateless; any thread; allocates. */
final class AnswerWords {
    private static final int MOST_WORDS = 200;

    private AnswerWords() {
    }

    /** Value of a header that is a number; 0 when it is not there or no number. */
    static long number(final HttpResponse<byte[]> response, final String header) {
        final Optional<String> text = response.headers().firstValue(header);
        return text.isPresent() && text.get().matches("\\d{1,15}") ? Long.parseLong(text.get()) : 0;
    }

    /** The beginning of a body as printable ASCII: venues say there what they mind. */
    static String excerpt(final byte[] body) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < body.length && i < MOST_WORDS; i++) {
            text.append(body[i] >= ' ' && body[i] < 127 ? (char) body[i] : ' ');
        }
        return text.toString().isBlank() ? "" : ", it says: " + text.toString().strip();
    }
}
