package dev.trent.identity;

/// A managed policy's two names.
///
/// @param id the unique id, `ANPA…`
/// @param arn the ARN that the id has now
public record PolicyName(String id, String arn) {

    /// Returns the friendly name.
    public String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /// Returns the path, `/` or words between slashes.
    public String path() {
        return arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
    }
}
