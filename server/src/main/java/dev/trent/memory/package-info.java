/// The values that are kept in memory to spare the database. They are bounded by the heap that they take, and
/// shared fairly.
@NullMarked
package dev.trent.memory;

import org.jspecify.annotations.NullMarked;
