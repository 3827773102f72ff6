package dev.trent.delivery;

import dev.trent.aws.AwsError;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.call.OwnReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file of a trail as S3 gives it out.
///
/// @param body its bytes
/// @param modified when it was written
/// @param signature of a digest; null for a log file
public record TrailObject(
        ReplyBody.Stream body, Instant modified, @Nullable String signature) implements OwnReply {
    private static final String METADATA = "x-amz-meta-";
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{1,2048}");

    /// Opens a file.
    ///
    /// Errors: NoSuchKey if it is gone.
    static TrailObject open(Path file) {
        try {
            String signature = TrailFolder.signature(file);
            FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            return new TrailObject(
                    new ReplyBody.Stream(channel.size(), Channels.newInputStream(channel)),
                    TrailFolder.modified(file),
                    signature);
        } catch (NoSuchFileException _) {
            throw AwsError.NO_SUCH_KEY.because("The specified key does not exist.");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Returns the tag of a file. It has a hyphen, so nobody takes it for the MD5 of the file.
    static String tag(long bytes, Instant modified) {
        return "\"" + Long.toHexString(modified.toEpochMilli()) + "-" + bytes + "\"";
    }

    @Override
    public Reply reply(String requestId) {
        Reply reply = new Reply(200, "application/x-gzip", requestId, body, List.of())
                .with("ETag", tag(body.length(), modified))
                .with("Last-Modified", S3Rights.HTTP_DATE.format(modified));
        return signature == null || !HEXADECIMAL.matcher(signature).matches()
                ? reply
                : reply.with(METADATA + "signature", signature)
                        .with(METADATA + "signature-algorithm", Digest.SIGNATURE);
    }
}
