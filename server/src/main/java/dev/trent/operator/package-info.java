/// The operator's side of an installation: its data folder, and the commands of the folder's users. A command
/// runs in the server on the folder, or without a server.
@NullMarked
package dev.trent.operator;

import org.jspecify.annotations.NullMarked;
