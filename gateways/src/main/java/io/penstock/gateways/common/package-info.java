/** What all gateways share: faults of frames, strict JSON scanning, exact decimals, the scratch of events. */
package io.penstock.gateways.common;
