package dev.trent.delivery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Lists the files of one account in a bucket, in the order of their names.
///
/// It goes only into folders that can have names which are wanted. So a page costs about as much as it shows.
final class TrailListing {
    private static final int PREFIX_PARTS_MAX = 100;

    private final String account;
    private final Wanted wanted;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();
    private @Nullable String last;
    private boolean truncated;

    /// What is listed.
    ///
    /// @param prefix what names begin with
    /// @param after names behind this one
    /// @param byFolder whether the names behind the next slash are told only as one
    /// @param max how many
    record Wanted(String prefix, String after, boolean byFolder, int max) {}

    /// One file.
    record Entry(String key, Path file) {}

    private TrailListing(String account, Wanted wanted) {
        this.account = account;
        this.wanted = wanted;
    }

    static TrailListing of(Path bucket, String account, Wanted wanted) throws IOException {
        TrailListing listing = new TrailListing(account, wanted);
        for (Map.Entry<String, Path> root : roots(bucket, account).entrySet()) {
            if (!listing.truncated) {
                listing.visit(root.getKey(), root.getValue());
            }
        }
        return listing;
    }

    /// Returns the folders that hold everything of an account, by their names with a slash at the end. None is in
    /// another, because no prefix has a part `AWSLogs`.
    static SortedMap<String, Path> roots(Path bucket, String account) throws IOException {
        SortedMap<String, Path> roots = new TreeMap<>();
        find(bucket, "", account, roots, 0);
        return roots;
    }

    private static void find(Path folder, String name, String account, SortedMap<String, Path> roots, int depth)
            throws IOException {
        if (depth > PREFIX_PARTS_MAX || !isFolder(folder)) {
            return;
        }
        Path own = folder.resolve(TrailKeys.LOGS).resolve(account);
        if (isFolder(folder.resolve(TrailKeys.LOGS)) && isFolder(own)) {
            roots.put(name + TrailKeys.LOGS + "/" + account + "/", own);
        }
        for (Map.Entry<String, Path> child : children(folder).entrySet()) {
            if (child.getKey().endsWith("/") && !child.getKey().equals(TrailKeys.LOGS + "/")) {
                find(child.getValue(), name + child.getKey(), account, roots, depth + 1);
            }
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Returns the names in a folder, with a slash at the end of each folder. In this form their order is that
    /// of the whole names.
    private static SortedMap<String, Path> children(Path folder) throws IOException {
        SortedMap<String, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path child : all) {
                children.put(child.getFileName() + (isFolder(child) ? "/" : ""), child);
            }
        }
        return children;
    }

    /// @param name of the folder, with a slash at its end
    private void visit(String name, Path folder) throws IOException {
        boolean inside = name.startsWith(wanted.prefix);
        boolean behind = wanted.after.startsWith(name) || name.compareTo(wanted.after) > 0;
        if (!behind || !(inside || wanted.prefix.startsWith(name))) {
            return;
        }
        if (wanted.byFolder && inside && name.length() > wanted.prefix.length()) {
            String told = name.substring(0, name.indexOf('/', wanted.prefix.length()) + 1);
            if (told.compareTo(wanted.after) > 0 && !folders.contains(told) && hasRoom()) {
                folders.add(told);
                last = told;
            }
            return;
        }
        for (Map.Entry<String, Path> child : children(folder).entrySet()) {
            if (truncated) {
                return;
            }
            String key = name + child.getKey();
            if (key.endsWith("/")) {
                visit(key, child.getValue());
            } else if (isWanted(key) && hasRoom()) {
                entries.add(new Entry(key, child.getValue()));
                last = key;
            }
        }
    }

    private boolean isWanted(String key) {
        return key.startsWith(wanted.prefix) && key.compareTo(wanted.after) > 0 && TrailKeys.isOf(account, key);
    }

    private boolean hasRoom() {
        truncated = entries.size() + folders.size() >= wanted.max;
        return !truncated;
    }

    /// Returns the files.
    List<Entry> entries() {
        return entries;
    }

    /// Returns the names up to the next slash that stand for many.
    List<String> folders() {
        return folders;
    }

    /// Returns whether there are more.
    boolean truncated() {
        return truncated;
    }

    /// Returns the last name that is told; null if there is none.
    @Nullable
    String last() {
        return last;
    }
}
