/** The first contact: the whole engine on a synthetic market. */
package io.penstock.tools.demo;
