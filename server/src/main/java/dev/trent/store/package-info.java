/// SQL: open, migrate, `read(tx -> …)`, `write(tx -> …)`; SQLite or PostgreSQL.
@NullMarked
package dev.trent.store;

import org.jspecify.annotations.NullMarked;
