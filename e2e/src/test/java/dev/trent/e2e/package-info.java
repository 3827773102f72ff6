/// Third-party clients against a running Trent, started the way a user starts it; nothing here imports Trent's
/// classes.
@NullMarked
package dev.trent.e2e;

import org.jspecify.annotations.NullMarked;
