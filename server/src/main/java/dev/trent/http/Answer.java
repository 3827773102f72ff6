package dev.trent.http;

import dev.trent.aws.Reply;

/// A reply, and whether it proves that the caller has signed.
///
/// @param proves whether only a signed request can get this answer
record Answer(Reply reply, boolean proves) {}
