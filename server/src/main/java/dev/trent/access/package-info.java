/// May this caller do this to this key? The answer is a [dev.trent.access.Permit] or the reason why not.
@NullMarked
package dev.trent.access;

import org.jspecify.annotations.NullMarked;
