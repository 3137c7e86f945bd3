package io.penstock.gateways.emulator.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a client's control frames and writes the replies. One thread. */
final class BinanceControl {
    /** What a client asks of its streams. */
    interface Streams {
        void subscribe(BinanceClient client, List<String> names, long nowNs);

        void unsubscribe(BinanceClient client, List<String> names);

        List<String> of(BinanceClient client);
    }

    private static final Set<String> KEYS = Set.of("method", "params", "id");
    private static final Pattern TEXT_ID = Pattern.compile("[A-Za-z0-9]{1,36}");
    private static final int UNKNOWN_PROPERTY = 0;
    private static final int BAD_VALUE = 1;
    private static final int BAD_REQUEST = 2;
    private static final int BAD_JSON = 3;

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final Streams streams;

    BinanceControl(final Streams streams) {
        this.streams = streams;
    }

    /** The reply to a frame. */
    String answer(final BinanceClient client, final String text, final long nowNs) {
        final JsonNode request;
        try {
            request = json.readTree(text);
        } catch (final JsonProcessingException bad) {
            return error(BAD_JSON, "Invalid JSON", null);
        }
        if (request == null || !request.isObject()) {
            return error(BAD_REQUEST, "Invalid request: an object is needed", null);
        }
        final JsonNode id = request.get("id");
        if (!request.has("id") || !goodId(id)) {
            return error(BAD_REQUEST, "Invalid request: id must be an integer, a short text or null", null);
        }
        for (final Iterator<String> names = request.fieldNames(); names.hasNext();) {
            final String name = names.next();
            if (!KEYS.contains(name)) {
                return error(BAD_REQUEST, "Invalid request: unknown key " + clean(name), id);
            }
        }
        return method(client, request, id, nowNs);
    }

    private String method(final BinanceClient client, final JsonNode request, final JsonNode id, final long nowNs) {
        final JsonNode params = request.get("params");
        switch (request.path("method").asText("")) {
            case "SUBSCRIBE" -> {
                final List<String> names = names(params);
                if (names == null) {
                    return error(BAD_REQUEST, "Invalid request: params must be stream names", id);
                }
                streams.subscribe(client, names, nowNs);
                return result("null", id);
            }
            case "UNSUBSCRIBE" -> {
                final List<String> names = names(params);
                if (names == null) {
                    return error(BAD_REQUEST, "Invalid request: params must be stream names", id);
                }
                streams.unsubscribe(client, names);
                return result("null", id);
            }
            case "LIST_SUBSCRIPTIONS" -> {
                return result(json.valueToTree(streams.of(client)).toString(), id);
            }
            case "SET_PROPERTY" -> {
                return set(client, params, id);
            }
            case "GET_PROPERTY" -> {
                return params != null && params.isArray() && "combined".equals(params.path(0).asText())
                    ? result(Boolean.toString(client.combined), id)
                    : error(UNKNOWN_PROPERTY, "Unknown property", id);
            }
            default -> {
                return error(BAD_REQUEST, "Invalid request: missing or unknown method", id);
            }
        }
    }

    private static String set(final BinanceClient client, final JsonNode params, final JsonNode id) {
        if (params == null || !params.isArray() || params.size() != 2) {
            return error(BAD_REQUEST, "Invalid request: params must be a property and its value", id);
        }
        if (!"combined".equals(params.get(0).asText())) {
            return error(UNKNOWN_PROPERTY, "Unknown property", id);
        }
        if (!params.get(1).isBoolean()) {
            return error(BAD_VALUE, "Invalid value type: expected Boolean", id);
        }
        client.combined = params.get(1).booleanValue();
        return result("null", id);
    }

    private static boolean goodId(final JsonNode id) {
        return id.isNull() || id.isIntegralNumber() && id.canConvertToLong()
            || id.isTextual() && TEXT_ID.matcher(id.textValue()).matches();
    }

    private static List<String> names(final JsonNode params) {
        if (params == null || !params.isArray() || params.isEmpty()) {
            return null;
        }
        final List<String> names = new ArrayList<>(params.size());
        for (final JsonNode name : params) {
            if (!name.isTextual()) {
                return null;
            }
            names.add(name.textValue());
        }
        return names;
    }

    private static String result(final String result, final JsonNode id) {
        return "{\"result\":" + result + ",\"id\":" + id + "}";
    }

    private static String error(final int code, final String message, final JsonNode id) {
        return "{\"code\":" + code + ",\"msg\":\"" + message + "\"" + (id == null ? "" : ",\"id\":" + id) + "}";
    }

    private static String clean(final String text) {
        return text.replaceAll("[^A-Za-z0-9_.-]", "?");
    }
}
