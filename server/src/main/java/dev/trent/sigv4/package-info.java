/// Who signed these bytes? A pure function of request, secret and clock.
@NullMarked
package dev.trent.sigv4;

import org.jspecify.annotations.NullMarked;
