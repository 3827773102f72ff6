/// Finds records of the audit log by their account, Region, time and attributes.
@NullMarked
package dev.trent.lookup;

import org.jspecify.annotations.NullMarked;
