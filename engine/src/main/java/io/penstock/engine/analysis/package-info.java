/** What is made of one instrument's market for the strategies that trade it: bars, indicators, sessions. */
package io.penstock.engine.analysis;
