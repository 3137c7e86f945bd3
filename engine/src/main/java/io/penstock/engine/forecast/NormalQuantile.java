package io.penstock.engine.forecast;

/**
 * The inverse of the standard normal distribution function, to about 16 digits.
 *
 * <p>Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37
 * (1988), routine PPND16. Any thread; allocates nothing; the same bits everywhere.
 */
final class NormalQuantile {
    private static final double[] CENTRE_ABOVE = {
        3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
        45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727};
    private static final double[] CENTRE_BELOW = {
        1.0, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
        39307.895800092710610, 28729.085735721942674, 5226.4952788528545610};
    private static final double[] SIDE_ABOVE = {
        1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
        1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4};
    private static final double[] SIDE_BELOW = {
        1.0, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590,
        0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9};
    private static final double[] TAIL_ABOVE = {
        6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
        0.0265321895265761230930, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7};
    private static final double[] TAIL_BELOW = {
        1.0, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525, 7.86869131145613259100e-4,
        1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15};
    private static final double CENTRE = 0.425;
    private static final double CENTRE_SQUARED = 0.180625;
    private static final double FAR = 5.0;
    private static final double NEAR = 1.6;

    private NormalQuantile() {
    }

    /**
     * The value below which a standard normal lies with a probability.
     *
     * @param probability above 0, below 1
     * @return the quantile
     */
    static double of(final double probability) {
        final double fromMiddle = probability - 0.5;
        if (Math.abs(fromMiddle) <= CENTRE) {
            final double at = CENTRE_SQUARED - fromMiddle * fromMiddle;
            return fromMiddle * ratio(CENTRE_ABOVE, CENTRE_BELOW, at);
        }
        final double tail = fromMiddle < 0 ? probability : 1 - probability;
        final double depth = Math.sqrt(-StrictMath.log(tail));
        final double size = depth <= FAR ? ratio(SIDE_ABOVE, SIDE_BELOW, depth - NEAR)
            : ratio(TAIL_ABOVE, TAIL_BELOW, depth - FAR);
        return fromMiddle < 0 ? -size : size;
    }

    private static double ratio(final double[] above, final double[] below, final double at) {
        return polynomial(above, at) / polynomial(below, at);
    }

    private static double polynomial(final double[] coefficients, final double at) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * at + coefficients[i];
        }
        return sum;
    }
}
