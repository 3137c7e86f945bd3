package io.penstock.bench;

/**
 * Some rows of the table that are measured together, in one JVM of their own so that nothing they do shapes how the
 * code of another group is compiled.
 */
public interface Group {
    /**
     * Name on the command line.
     *
     * @return lower-case
     */
    String name();

    /**
     * Measures and adds rows.
     *
     * @param context what is given
     * @throws Exception when something cannot be measured; the group then has no rows
     */
    void measure(Context context) throws Exception;
}
