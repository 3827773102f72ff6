package dev.trent.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;

/// The names of the files of trails, and what a bucket and a prefix may be called.
///
/// Source: AWS CloudTrail User Guide, "Finding your CloudTrail log files" and "CloudTrail digest file structure";
/// Amazon S3 User Guide, "General purpose bucket naming rules" and "Naming Amazon S3 objects" (safe characters).
final class TrailKeys {
    /// The part before the account. No part of a prefix has this name, so the account of a file is never in doubt.
    static final String LOGS = "AWSLogs";

    static final String END = ".json.gz";

    /// The kinds of files, as their names have them.
    static final String LOG = "CloudTrail";
    static final String DIGEST = "CloudTrail-Digest";

    /// The longest Region in a name. AWS has none of more than 16 characters. The digest of a trail with the longest
    /// name has two of them, and its signature while it is written has 254 characters: a file system takes 255.
    static final int REGION_MAX = 27;

    private static final int PREFIX_MAX = 200;
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9](?:[a-z0-9-]|\\.(?=[a-z0-9])){1,61}[a-z0-9]");

    /// What the server answers by itself in the place of a bucket of that name.
    private static final Set<String> PAGES = Set.of("livez", "readyz", "health", "healthz", "metrics", "console");

    private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9!_.*'()=-]+");

    /// What follows the account: `CloudTrail/REGION/YEAR/MONTH/DAY/FILE`.
    private static final Pattern REST = Pattern.compile("(?:" + LOG + "|" + DIGEST
            + ")/[a-z0-9-]{1,64}/\\d{4,10}/\\d\\d/\\d\\d/[A-Za-z0-9_][A-Za-z0-9_.-]{1,249}\\.json\\.gz");

    private static final DateTimeFormatter DAY = utc("uuuu/MM/dd");
    private static final DateTimeFormatter MINUTE = utc("uuuuMMdd'T'HHmm'Z'");
    private static final DateTimeFormatter SECOND = utc("uuuuMMdd'T'HHmmss'Z'");

    private TrailKeys() {}

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }

    /// Returns whether a trail may name a bucket so. Where the server has a page of its own, a bucket cannot be read.
    static boolean isFree(String name) {
        return !PAGES.contains(name) && isBucket(name);
    }

    /// Returns whether a bucket may be called so.
    static boolean isBucket(String name) {
        return BUCKET.matcher(name).matches()
                && !name.startsWith("xn--")
                && !name.contains("..")
                && !IP_ADDRESS.matcher(name).matches();
    }

    /// Returns whether the names of files may begin so.
    static boolean isPrefix(String prefix) {
        if (prefix.length() > PREFIX_MAX) {
            return false;
        }
        for (String part : prefix.split("/", -1)) {
            if (!PART.matcher(part).matches() || isDots(part) || part.equals(LOGS)) {
                return false;
            }
        }
        return true;
    }

    /// Returns whether a Region can be in the name of a file. Callers can invent Regions.
    static boolean isRegion(String region) {
        return region.length() <= REGION_MAX;
    }

    private static boolean isDots(String part) {
        return part.equals(".") || part.equals("..");
    }

    /// Returns whether the name is of the form of a file of an account. So it stays in its bucket, and is not of
    /// another account.
    static boolean isOf(String account, String key) {
        int at = key.startsWith(LOGS + "/") ? 0 : key.indexOf("/" + LOGS + "/") + 1;
        if (at > 0 && !isPrefix(key.substring(0, at - 1))) {
            return false;
        }
        String own = LOGS + "/" + account + "/";
        return key.startsWith(own, at)
                && REST.matcher(key.substring(at + own.length())).matches();
    }

    /// Returns whether a file may be called so in the folder of a day.
    static boolean isFile(String name) {
        return name.endsWith(END) && PART.matcher(name).matches();
    }

    /// Returns the name of a log file.
    ///
    /// @param delivered at a multiple of five minutes
    /// @param mark 16 letters and digits that make it unique
    static String ofLog(Trail trail, String region, Instant delivered, String mark) {
        return trail.place().root(trail.account()) + LOG + "/" + region + "/" + DAY.format(delivered) + "/"
                + trail.account() + "_" + LOG + "_" + region + "_" + MINUTE.format(delivered) + "_" + mark + END;
    }

    /// Returns the name of a digest.
    static String ofDigest(Trail trail, String region, Instant end) {
        return trail.place().root(trail.account()) + DIGEST + "/" + region + "/" + DAY.format(end) + "/"
                + trail.account() + "_" + DIGEST + "_" + region + "_" + trail.name() + "_" + trail.region() + "_"
                + SECOND.format(end) + END;
    }
}
