package dev.trent.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.aws.Uuids;

/// Answers with the files of the console. Each path that is no file is a place within the page.
final class StaticPages {
    private static final String INDEX = "index.html";
    private static final String ASSETS = "assets/";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";

    private static final String LEFT_OUT = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Trent</title>
            <h1>The console was left out of this build</h1>
            <p>The server runs, and its API answers. The files of the web console are not in the program, because
            they are made with Node.js, and the build did not find it or was told to leave them out.</p>
            <p>docs/console.md in Trent's source says how to build with the console. Without it, the AWS CLI and the
            AWS SDKs reach everything that the console shows. The option --console=off takes this page away.</p>
            </html>
            """;

    private final Assets assets;

    StaticPages(Assets assets) {
        this.assets = assets;
    }

    /// Answers a request for a file or a place.
    ///
    /// @param path the undecoded path below `/console/`
    Reply answer(Call call, String path) {
        if (!Doorkeeper.isRead(call)) {
            throw ConsoleRefusal.method();
        }
        boolean place = path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
        if (path.startsWith(ASSETS)) {
            return asset(call, path);
        }
        Reply file = place ? null : assets.answer(call, path);
        if (file != null) {
            return file;
        }
        // An alias with a dot is a place too. A script or an image is never asked for like this.
        if (place || Doorkeeper.opensPage(call)) {
            return index(call);
        }
        throw ConsoleRefusal.missing("There is no such file.");
    }

    /// The names of these files change with their content.
    private Reply asset(Call call, String path) {
        Reply file = assets.answer(call, path);
        if (file == null) {
            throw ConsoleRefusal.missing("There is no such file.");
        }
        return file.with("Cache-Control", FOR_A_YEAR);
    }

    private Reply index(Call call) {
        Reply index = assets.answer(call, INDEX);
        return index != null ? index : new Reply(200, HTML, Uuids.random(), LEFT_OUT.getBytes(UTF_8));
    }
}
