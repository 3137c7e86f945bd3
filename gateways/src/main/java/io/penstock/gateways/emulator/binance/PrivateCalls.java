package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.ApiKey;

/** What the private half of one product can do, by the names of the WebSocket API. One thread. */
interface PrivateCalls {
    /**
     * Does it.
     *
     * @param name   of the call
     * @param key    that opened the account; its rights for this kind of call are checked
     * @param params of the request
     * @param nowNs  when
     * @return the reply, null when there is no such call
     * @throws Refused when the parameters are wrong
     */
    Reply call(String name, ApiKey key, Params params, long nowNs);
}
