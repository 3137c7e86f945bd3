package io.penstock.gateways.common.feed;

/** Whether the engine has room, and since when not. The feed's thread; allocates nothing. */
final class Pressure {
    private boolean blocked;
    private boolean overrun;
    private long sinceNs;
    private long overruns;
    private long droppedFrames;

    /** There is no room; true when there was until now. */
    boolean block(final long nowNs) {
        if (blocked) {
            return false;
        }
        blocked = true;
        sinceNs = nowNs;
        return true;
    }

    /** There is room; true when there was none until now. */
    boolean release() {
        final boolean was = blocked;
        blocked = false;
        overrun = false;
        return was;
    }

    /** True once, when there has been no room for too long. */
    boolean overruns(final long nowNs) {
        if (!blocked || overrun || nowNs - sinceNs < Feed.OVERRUN_AFTER_NS) {
            return false;
        }
        overrun = true;
        overruns++;
        return true;
    }

    /** What becomes of a frame that was not taken: true when it is thrown away, counted; false when it is kept. */
    boolean drops() {
        droppedFrames += overrun ? 1 : 0;
        return overrun;
    }

    boolean blocked() {
        return blocked;
    }

    boolean overrun() {
        return overrun;
    }

    long overruns() {
        return overruns;
    }

    long droppedFrames() {
        return droppedFrames;
    }
}
