/// One call in progress, the operation that it asks for, and what makes its one change.
@NullMarked
package dev.trent.call;

import org.jspecify.annotations.NullMarked;
