/// Work without a call: one queue in the database, driven by the clock; and the conversion of old rows.
@NullMarked
package dev.trent.chores;

import org.jspecify.annotations.NullMarked;
