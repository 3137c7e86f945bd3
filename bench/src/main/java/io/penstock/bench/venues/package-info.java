/** What a message of each venue costs from frame to event. */
package io.penstock.bench.venues;
