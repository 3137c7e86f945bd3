package io.penstock.gateways.common.rest;

/**
 * Hears what became of one question: exactly one of the two, once, on the client's thread; neither when
 * the client is closed while the question is out. Must not block.
 */
public interface RestCallback {
    /**
     * The venue answered.
     *
     * @param answer look at its status
     */
    void onAnswer(RestAnswer answer);

    /**
     * There is no answer.
     *
     * @param failure says why
     */
    void onFailure(RestFailure failure);
}
