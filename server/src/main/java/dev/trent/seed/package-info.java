/// The seed of `trent dev`: reads a file of accounts, users and keys, and makes them with the operations of the
/// API.
@NullMarked
package dev.trent.seed;

import org.jspecify.annotations.NullMarked;
