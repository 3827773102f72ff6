package dev.trent.delivery;

import java.io.IOException;
import java.util.Map;

/// Another store that gets copies of the files of trails.
public interface TrailStore extends AutoCloseable {
    /// Stores an object, in the place of one that is there. It is stored for good when this returns.
    ///
    /// @param bucket the bucket of the trail
    /// @param metadata the names without `x-amz-meta-`
    void put(String bucket, String key, byte[] bytes, Map<String, String> metadata) throws IOException;

    @Override
    void close();
}
