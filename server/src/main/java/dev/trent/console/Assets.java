package dev.trent.console;

import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.aws.Uuids;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of the console, from the class path.
///
/// A file that was found stays in memory. There are only as many as the program has, so no request makes this grow.
final class Assets {
    /// SAFE: no part of a name begins with a dot, so no name leaves the folder. The last part has a dot, so no name
    /// is that of a folder, whose list of names would be its content.
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9_.-]*/){0,8}[A-Za-z0-9_-][A-Za-z0-9_.-]*\\.[A-Za-z0-9]{1,12}");

    private static final int NAME_CHARACTERS_MAX = 200;
    private static final String COMPRESSED = ".gz";
    private static final String OTHER_TYPE = "application/octet-stream";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"));

    private final Function<String, @Nullable InputStream> source;
    private final Map<String, byte[]> found = new ConcurrentHashMap<>();

    /// @param source opens the file of a name; null if there is none
    Assets(Function<String, @Nullable InputStream> source) {
        this.source = source;
    }

    /// Returns the files of the program.
    static Assets ofProgram() {
        return new Assets(name -> Assets.class.getResourceAsStream("/trent-console/" + name));
    }

    /// Returns the answer with a file; null if there is no such file.
    ///
    /// @param name with slashes, as in the undecoded path
    @Nullable
    Reply answer(Call call, String name) {
        if (name.length() > NAME_CHARACTERS_MAX || !NAME.matcher(name).matches()) {
            return null;
        }
        byte[] compressed = acceptsGzip(call) ? bytes(name + COMPRESSED) : null;
        byte[] bytes = compressed == null ? bytes(name) : compressed;
        if (bytes == null) {
            return null;
        }
        Reply reply = new Reply(
                        200,
                        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER_TYPE),
                        Uuids.random(),
                        // The other kind of body is zeroed after it was sent.
                        new ReplyBody.Stream(bytes.length, new ByteArrayInputStream(bytes)),
                        List.of())
                .with("Vary", "Accept-Encoding");
        return compressed == null ? reply : reply.with("Content-Encoding", "gzip");
    }

    private byte @Nullable [] bytes(String name) {
        byte[] known = found.get(name);
        if (known != null) {
            return known;
        }
        try (InputStream in = source.apply(name)) {
            if (in == null) {
                return null;
            }
            byte[] read = in.readAllBytes();
            found.put(name, read);
            return read;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// RFC 9110 §12.5.3, for the one coding that there is.
    private static boolean acceptsGzip(Call call) {
        for (String field : call.headers().all("accept-encoding")) {
            for (String each : field.split(",", -1)) {
                String[] parts = each.split(";", -1);
                if (parts[0].strip().equals("gzip")) {
                    return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
                }
            }
        }
        return false;
    }
}
