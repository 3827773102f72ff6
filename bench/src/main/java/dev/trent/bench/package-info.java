/// Measures Trent from outside, in processes of its own.
@NullMarked
package dev.trent.bench;

import org.jspecify.annotations.NullMarked;
