/// The root of trust: wraps and unwraps domain keys and the secrets of access keys.
@NullMarked
package dev.trent.seal;

import org.jspecify.annotations.NullMarked;
