/** What a market is doing: rules, a hidden Markov model and outside series, told without ever looking ahead. */
package io.penstock.engine.regime;
