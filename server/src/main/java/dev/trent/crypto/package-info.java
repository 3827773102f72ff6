/// Algorithms, with published vectors. No storage, no policy.
@NullMarked
package dev.trent.crypto;

import org.jspecify.annotations.NullMarked;
