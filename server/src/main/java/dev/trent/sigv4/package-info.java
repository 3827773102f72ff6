/// Who signed these bytes? AWS Signature Version 4, verified as a pure function of request, secret and
/// clock.
@NullMarked
package dev.trent.sigv4;

import org.jspecify.annotations.NullMarked;
