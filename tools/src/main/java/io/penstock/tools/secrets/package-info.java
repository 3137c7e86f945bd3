/** Keys of venues: where they come from, and the encrypted file that can keep them. Never part of any other text. */
package io.penstock.tools.secrets;
