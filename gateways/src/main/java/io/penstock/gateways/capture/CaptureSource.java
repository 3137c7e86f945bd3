package io.penstock.gateways.capture;

import io.penstock.api.Venue;
import java.nio.file.Path;

/**
 * One capture file and the venue it was recorded from. Immutable.
 *
 * @param venue BINANCE_SPOT, BINANCE_USDM, BYBIT_LINEAR or BYBIT_SPOT
 * @param file  plain text or gzip
 */
public record CaptureSource(Venue venue, Path file) {
}
