/// Accounts and access keys as stored facts.
@NullMarked
package dev.trent.identity;

import org.jspecify.annotations.NullMarked;
