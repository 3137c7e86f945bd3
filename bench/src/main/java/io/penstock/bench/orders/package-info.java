/** The way of an order through the fold: asked for, judged, sent, reported, booked. */
package io.penstock.bench.orders;
