package io.penstock.engine.host;

import com.lmax.disruptor.ExceptionHandler;
import java.util.function.Consumer;

/**
 * Hands the first failure of a ring's consumer to its owner, which stops it: no event after a failed one is handled.
 */
final class FailFast<T> implements ExceptionHandler<T> {
    private final Consumer<Throwable> onFailure;

    FailFast(final Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    @Override
    public void handleEventException(final Throwable failure, final long sequence, final T event) {
        fail(failure);
    }

    @Override
    public void handleOnStartException(final Throwable failure) {
        fail(failure);
    }

    @Override
    public void handleOnShutdownException(final Throwable failure) {
        fail(failure);
    }

    private void fail(final Throwable failure) {
        onFailure.accept(failure);
        // leaving the processor's loop by throwing keeps it from advancing past the failed event
        throw new IllegalStateException(failure);
    }
}
