/** What regimes are worth on a series: statistics of a run's outputs, as text, picture and page. */
package io.penstock.tools.study;
