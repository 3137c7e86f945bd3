/** The fold itself. */
package io.penstock.engine;
