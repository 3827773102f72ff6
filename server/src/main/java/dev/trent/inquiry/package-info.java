/// Why is it so, and what would be? The room keeps the reason of each denial, explains it, simulates requests and
/// finds the users of a key. It asks the same decisions as requests do, and it gives no right.
@NullMarked
package dev.trent.inquiry;

import org.jspecify.annotations.NullMarked;
