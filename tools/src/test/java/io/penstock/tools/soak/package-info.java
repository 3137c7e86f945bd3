/** A long session over real sockets at many times speed, watched for what grows, gets lost or becomes wrong. */
package io.penstock.tools.soak;
