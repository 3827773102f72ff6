/// One call in progress, the operation that it asks for, and the change that the operation makes.
@NullMarked
package dev.trent.call;

import org.jspecify.annotations.NullMarked;
