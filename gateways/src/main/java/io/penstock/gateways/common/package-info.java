/** What all gateways share: faults of frames, strict JSON scanning, exact decimals, the scratch events are encoded in. */
package io.penstock.gateways.common;
