package dev.trent.call;

import dev.trent.aws.Reply;

/// An answer that has no members: it makes its reply itself, whatever the protocol. The answers of S3 do.
public interface OwnReply {
    /// Returns the reply.
    Reply reply(String requestId);
}
