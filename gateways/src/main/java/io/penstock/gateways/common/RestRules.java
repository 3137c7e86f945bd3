package io.penstock.gateways.common;

/**
 * How much a venue may be asked over HTTP. Immutable; any thread.
 *
 * @param weight           weight allowed in {@code windowNs}
 * @param windowNs         window of the weight
 * @param share            part of the weight that we use, 0 to 1: other processes share the address
 * @param reserve          weight kept for cancels and other urgent questions
 * @param usedWeightHeader header in which the venue says how much is used, empty when it says nothing
 * @param banStatus        HTTP status of a ban beside 418, such as 403; 0 = none
 * @param banNs            how long a ban lasts that names no time
 */
public record RestRules(
    int weight, long windowNs, double share, int reserve, String usedWeightHeader, int banStatus, long banNs) {
}
