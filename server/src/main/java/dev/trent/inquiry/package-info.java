/// Answers questions about decisions. The room keeps the reason of each denial, explains it, simulates requests and
/// finds who can use a key. It asks the same decisions as requests do, and it gives no right.
@NullMarked
package dev.trent.inquiry;

import org.jspecify.annotations.NullMarked;
