/// Uses key material, only for the holder of a [dev.trent.access.Permit]; owns the ciphertext blob.
@NullMarked
package dev.trent.vault;

import org.jspecify.annotations.NullMarked;
