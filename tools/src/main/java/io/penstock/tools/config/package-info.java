/** Configuration: the declared keys, reading TOML in layers, refusing what is wrong. */
package io.penstock.tools.config;
