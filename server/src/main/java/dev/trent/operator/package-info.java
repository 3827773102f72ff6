/// The operator's side of an installation: its data folder, and the commands that whoever may use the folder
/// gives, to the server on it or without one.
@NullMarked
package dev.trent.operator;

import org.jspecify.annotations.NullMarked;
