package io.penstock.tools.explain;

import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.tools.cli.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Client order ids as users write them: the number of the log, or the text form that venues see. */
public final class OrderName {
    private static final Pattern TEXT = Pattern.compile("[SL](\\d{1,8})x(\\d{1,13})");

    private OrderName() {
    }

    /**
     * The id behind what the user wrote.
     *
     * @param name number of the log, or text as venues see it
     * @return the id
     * @throws UserError when it is neither
     */
    public static long parse(final String name) {
        final long whole = name.length() == ClientOrderIdText.LENGTH ? ClientOrderIdText.parse(name)
            : ClientOrderIdText.NONE;
        if (whole != ClientOrderIdText.NONE) {
            return whole;
        }
        final Matcher matcher = TEXT.matcher(name);
        if (matcher.matches()) {
            return ClientOrderIds.id(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }
        try {
            return Long.parseLong(name);
        } catch (final NumberFormatException e) {
            throw new UserError("'" + name + "' is no client order id", "--order " + name,
                "the number in the log, e.g. 1099511627777, or the text form, e.g. S000001x0000000001");
        }
    }
}
