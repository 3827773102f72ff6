/// What is kept in memory to spare the database: bounded by what it takes of the heap, and shared fairly.
@NullMarked
package dev.trent.memory;

import org.jspecify.annotations.NullMarked;
