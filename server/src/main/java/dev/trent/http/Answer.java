package dev.trent.http;

import dev.trent.aws.Reply;

/// A reply, and what it says about the caller.
///
/// @param proves whether only a caller who signed can get this answer
record Answer(Reply reply, boolean proves) {}
