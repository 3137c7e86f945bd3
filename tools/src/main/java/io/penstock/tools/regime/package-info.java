/** Hidden Markov models of regimes trained offline, and the regimes of any range of bars. */
package io.penstock.tools.regime;
