/** Live market data into the engine: paper trading, recording, the demo, and the emulator as a process. */
package io.penstock.tools.live;
