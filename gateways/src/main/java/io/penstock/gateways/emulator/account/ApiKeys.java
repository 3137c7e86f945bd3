package io.penstock.gateways.emulator.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of a venue. The venue's thread. */
public final class ApiKeys {
    private final Map<String, ApiKey> keys = new LinkedHashMap<>();

    /**
     * A new key.
     *
     * @param key        public half
     * @param credential what its signatures are checked with
     * @param account    that it opens
     * @return may read and trade, not withdraw; restricted to this machine's address
     */
    public ApiKey add(final String key, final Credential credential, final VenueAccount account) {
        final ApiKey added = new ApiKey(key, credential, account);
        keys.put(key, added);
        return added;
    }

    /**
     * Finds a key.
     *
     * @param key public half
     * @return null when there is none; it may be revoked
     */
    public ApiKey find(final String key) {
        return keys.get(key);
    }

    /**
     * All of them.
     *
     * @return in the order in which they were added
     */
    public List<ApiKey> all() {
        return new ArrayList<>(keys.values());
    }
}
