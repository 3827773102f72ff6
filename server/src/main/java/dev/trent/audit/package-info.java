/// The append-only record of every call, on disk before the answer leaves.
@NullMarked
package dev.trent.audit;

import org.jspecify.annotations.NullMarked;
