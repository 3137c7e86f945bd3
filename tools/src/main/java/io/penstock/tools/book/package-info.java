/** The book of an instrument at any record of a log. */
package io.penstock.tools.book;
