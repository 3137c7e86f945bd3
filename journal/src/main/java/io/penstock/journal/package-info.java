/**
 * The journal: stores records, their sequence and their checksum; knows nothing of what they mean.
 */
package io.penstock.journal;
