package dev.trent.lookup;

/// How much one look-up has done. It ends early if it has done enough, and the next one goes on from there.
///
/// SAFE: without this, a look-up on a log without index files would hold its caller for minutes.
final class Effort {
    private static final long INDEXED_BYTES_MAX = 256L * 1024 * 1024;
    private static final long UNPACKED_BYTES_MAX = 32L * 1024 * 1024;
    private static final int SEGMENTS_MAX = 4096;
    private static final int RECORDS_MAX = 4096;
    private static final long ANSWER_BYTES_MAX = 4L * 1024 * 1024;

    private static final long SURVEY_INDEXED_BYTES_MAX = 8L * 1024 * 1024 * 1024;
    private static final long SURVEY_UNPACKED_BYTES_MAX = 8L * 1024 * 1024 * 1024;
    private static final int SURVEY_RECORDS_MAX = 2_000_000;

    private final long indexedBytesMax;
    private final long unpackedBytesMax;
    private final int segmentsMax;
    private final int recordsMax;
    private final long answerBytesMax;

    private long indexedBytes;
    private long unpackedBytes;
    private int segments;
    private int records;
    private long answerBytes;

    private Effort(long indexedBytesMax, long unpackedBytesMax, int segmentsMax, int recordsMax, long answerBytesMax) {
        this.indexedBytesMax = indexedBytesMax;
        this.unpackedBytesMax = unpackedBytesMax;
        this.segmentsMax = segmentsMax;
        this.recordsMax = recordsMax;
        this.answerBytesMax = answerBytesMax;
    }

    /// The look-up of a caller takes about a second at most.
    static Effort ofLookup() {
        return new Effort(INDEXED_BYTES_MAX, UNPACKED_BYTES_MAX, SEGMENTS_MAX, RECORDS_MAX, ANSWER_BYTES_MAX);
    }

    /// The survey of an operator takes about a minute at most.
    static Effort ofSurvey() {
        return new Effort(
                SURVEY_INDEXED_BYTES_MAX,
                SURVEY_UNPACKED_BYTES_MAX,
                Integer.MAX_VALUE,
                SURVEY_RECORDS_MAX,
                Long.MAX_VALUE);
    }

    /// Counts bytes of the log that had no index.
    void indexed(long bytes) {
        indexedBytes += bytes;
    }

    /// Counts bytes of the log that had to be unpacked to read records.
    void unpacked(long bytes) {
        unpackedBytes += bytes;
    }

    /// Counts a segment whose index was asked.
    void asked() {
        segments++;
    }

    /// Counts a record that was read.
    void read() {
        records++;
    }

    /// Counts bytes of the answer.
    void answered(long bytes) {
        answerBytes += bytes;
    }

    /// Returns whether there is room for more events in the answer.
    boolean mayAnswer() {
        return answerBytes < answerBytesMax;
    }

    boolean isEnough() {
        return indexedBytes > indexedBytesMax
                || unpackedBytes > unpackedBytesMax
                || segments >= segmentsMax
                || records >= recordsMax
                || !mayAnswer();
    }
}
