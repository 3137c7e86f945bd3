package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * Pearson's correlation of the last n pairs. As with {@link RollingMoments} the sums count from centres near the values
 * and are made anew each time the window was filled once. Engine thread only; allocates in the constructor.
 */
final class RollingCorrelation implements Stateful {
    private final Window firsts;
    private final Window seconds;
    private double firstCentre;
    private double secondCentre;
    private double firstSum;
    private double secondSum;
    private double firstSquares;
    private double secondSquares;
    private double products;

    RollingCorrelation(final int length) {
        firsts = new Window(length);
        seconds = new Window(length);
    }

    void push(final double first, final double second) {
        if (firsts.count() == 0) {
            firstCentre = first;
            secondCentre = second;
        }
        final boolean full = firsts.full();
        final double oldFirst = firsts.push(first);
        final double oldSecond = seconds.push(second);
        if (full) {
            add(oldFirst - firstCentre, oldSecond - secondCentre, -1);
        }
        add(first - firstCentre, second - secondCentre, 1);
        if (firsts.turned()) {
            sumAnew();
        }
    }

    private void add(final double first, final double second, final int sign) {
        firstSum += sign * first;
        secondSum += sign * second;
        firstSquares += sign * (first * first);
        secondSquares += sign * (second * second);
        products += sign * (first * second);
    }

    private void sumAnew() {
        final int count = firsts.count();
        firstCentre += firstSum / count;
        secondCentre += secondSum / count;
        firstSum = 0;
        secondSum = 0;
        firstSquares = 0;
        secondSquares = 0;
        products = 0;
        for (int i = 0; i < count; i++) {
            add(firsts.at(i) - firstCentre, seconds.at(i) - secondCentre, 1);
        }
    }

    double value() {
        final double count = firsts.count();
        final double firstSpread = firstSquares - firstSum * firstSum / count;
        final double secondSpread = secondSquares - secondSum * secondSum / count;
        if (firstSpread <= 0 || secondSpread <= 0) {
            return 0;
        }
        return (products - firstSum * secondSum / count) / Math.sqrt(firstSpread * secondSpread);
    }

    @Override
    public void writeTo(final StateWriter out) {
        firsts.writeTo(out);
        seconds.writeTo(out);
        out.putDouble(firstCentre);
        out.putDouble(secondCentre);
        out.putDouble(firstSum);
        out.putDouble(secondSum);
        out.putDouble(firstSquares);
        out.putDouble(secondSquares);
        out.putDouble(products);
    }

    @Override
    public void readFrom(final StateReader in) {
        firsts.readFrom(in);
        seconds.readFrom(in);
        firstCentre = in.getDouble();
        secondCentre = in.getDouble();
        firstSum = in.getDouble();
        secondSum = in.getDouble();
        firstSquares = in.getDouble();
        secondSquares = in.getDouble();
        products = in.getDouble();
    }
}
