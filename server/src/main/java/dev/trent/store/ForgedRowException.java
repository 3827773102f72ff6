package dev.trent.store;

/// A row that gives rights is not as this installation wrote it. Somebody else has written to the database, or
/// the row is damaged.
///
/// The message names the table and the primary key, and no other value.
public final class ForgedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String row;

    ForgedRowException(String row) {
        super("Somebody else than Trent wrote a row, or it is damaged: " + row);
        this.row = row;
    }

    /// Returns the name of the row, such as `access_key (access_key_id=AKIA…)`.
    public String row() {
        return row;
    }
}
