package dev.trent.http;

import dev.trent.aws.Reply;

/// A reply with the header fields that HTTP adds.
///
/// @param fields further header fields, each with the line break before it; empty for most answers
/// @param proves whether only a caller who signed can get this answer
record Answer(Reply reply, String fields, boolean proves) {}
