/// The web console: its files, its sessions, and its door to the API.
@NullMarked
package dev.trent.console;

import org.jspecify.annotations.NullMarked;
