/// Keys, materials, aliases, grants and tags as stored facts, and the key-state machine.
@NullMarked
package dev.trent.keys;

import org.jspecify.annotations.NullMarked;
