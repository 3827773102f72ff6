/// May this caller do this to this key? The answer is a [dev.trent.access.Permit] or a refusal. A decision is
/// pure: it stores nothing. `inquiry` keeps and explains the refusals.
@NullMarked
package dev.trent.access;

import org.jspecify.annotations.NullMarked;
