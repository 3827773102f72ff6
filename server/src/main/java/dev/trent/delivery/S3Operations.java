package dev.trent.delivery;

import dev.trent.access.Access;
import dev.trent.call.Operation;
import java.util.List;

/// The operations of Amazon S3 that Trent performs, on the files of trails alone.
public final class S3Operations {
    private S3Operations() {}

    /// Returns every operation, in alphabetical order.
    public static List<Operation<?, ?>> all(Access access, Delivery delivery) {
        S3Rights rights = new S3Rights(access, delivery.folder(), delivery.trails());
        return List.of(
                new GetBucketLocation(rights), new GetObject(rights), new HeadObject(rights), new ListObjects(rights));
    }
}
