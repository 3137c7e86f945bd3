package io.penstock.tools.candles;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.io.InputStream;

/** Rows of Coinbase's JSON, token by token. One thread. */
final class JsonRows implements Rows {
    private static final String RIGHT =
        "{\"candles\":[{\"start\":\"1463544000\",\"low\":..,\"high\":..,\"open\":..,\"close\":..,\"volume\":..}]}";
    /** How the parser tells a place within its messages. */
    private static final String PLACE = "\\[Source: [^;]*; line: (\\d+), column: (\\d+)]";
    private static final int TIME_BIT = 1 << CandleRow.VALUES;
    private static final int ALL = TIME_BIT | 0x1F;

    private final Source source;
    private final JsonParser in;
    private long rowLine = 1;

    JsonRows(final Source source, final InputStream stream) {
        this.source = source;
        try {
            in = new JsonFactory().createParser(stream);
            do {
                if (in.nextToken() == null) {
                    throw fault("there is no list of candles");
                }
            } while (in.currentToken() != JsonToken.START_ARRAY);
        } catch (final IOException e) {
            throw broken(e);
        }
    }

    @Override
    public boolean next(final CandleRow row) {
        try {
            final JsonToken token = in.nextToken();
            rowLine = in.currentLocation().getLineNr();
            if (token == JsonToken.END_ARRAY) {
                return false;
            }
            if (token != JsonToken.START_OBJECT) {
                throw fault("a candle should begin here");
            }
            int seen = 0;
            while (in.nextToken() != JsonToken.END_OBJECT) {
                final String name = in.currentName();
                in.nextToken();
                seen |= field(name, row);
            }
            if ((seen & ALL) != ALL) {
                throw fault("the candle lacks " + missing(~seen));
            }
            row.closeTimeNs = 0;
            row.tradeCount = 0;
            return true;
        } catch (final IOException e) {
            throw broken(e);
        }
    }

    private int field(final String name, final CandleRow row) throws IOException {
        final int index = switch (name) {
            case "open" -> CandleRow.OPEN;
            case "high" -> CandleRow.HIGH;
            case "low" -> CandleRow.LOW;
            case "close" -> CandleRow.CLOSE;
            case "volume" -> CandleRow.VOLUME;
            case "start" -> CandleRow.VALUES;
            default -> -1;
        };
        if (index < 0) {
            in.skipChildren();
            return 0;
        }
        final String text = in.getText();
        if (index == CandleRow.VALUES) {
            row.openTimeNs = OpenTimes.parse(text);
            if (row.openTimeNs == OpenTimes.NONE) {
                throw new UserError("start '" + text + "' is no time", where(), OpenTimes.right(text, RIGHT));
            }
            return TIME_BIT;
        }
        final String fault = Decimals.read(text, 0, text.length(), row, index);
        if (fault != null) {
            throw fault(name + " '" + text + "' " + fault);
        }
        return 1 << index;
    }

    private static String missing(final int bits) {
        return (bits & TIME_BIT) != 0 ? "start" : (bits & 1) != 0 ? "open" : (bits & 2) != 0 ? "high"
            : (bits & 4) != 0 ? "low" : (bits & 8) != 0 ? "close" : "volume";
    }

    private UserError fault(final String what) {
        return new UserError(what, where(), RIGHT);
    }

    private UserError broken(final IOException e) {
        if (e instanceof JsonProcessingException json) {
            rowLine = json.getLocation() == null ? rowLine : json.getLocation().getLineNr();
            return fault("this is no JSON: " + json.getOriginalMessage().replaceAll(PLACE, "line $1, column $2"));
        }
        return Source.unreadable(where(), e);
    }

    @Override
    public String where() {
        return source + ":" + rowLine;
    }

    @Override
    public CandleFormat format() {
        return CandleFormat.COINBASE_JSON;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (final IOException e) {
            throw Source.unreadable(source.toString(), e);
        }
    }
}
