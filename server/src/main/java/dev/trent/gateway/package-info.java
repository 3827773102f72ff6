/// The whole life of one request, in one method.
@NullMarked
package dev.trent.gateway;

import org.jspecify.annotations.NullMarked;
