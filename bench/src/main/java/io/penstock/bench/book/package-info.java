/** Three order books under the same updates. */
package io.penstock.bench.book;
