package dev.trent.keys;

import java.util.ArrayList;
import java.util.List;

/// The set that a multi-Region key belongs to: one primary key and its replicas, one in each Region.
///
/// @param primary the Region of the primary key
/// @param regions the Regions of all keys of the set, in alphabetical order
public record MultiRegion(String primary, List<String> regions) {
    /// Copies the list.
    public MultiRegion {
        regions = regions.stream().sorted().toList();
    }

    /// Returns the set of a primary key without replicas.
    public static MultiRegion of(String region) {
        return new MultiRegion(region, List.of(region));
    }

    /// Returns the Regions of the replicas.
    public List<String> replicas() {
        return regions.stream().filter(region -> !region.equals(primary)).toList();
    }

    /// Returns the set with one more replica.
    public MultiRegion with(String region) {
        List<String> more = new ArrayList<>(regions);
        more.add(region);
        return new MultiRegion(primary, more);
    }

    /// Returns the set without a replica.
    public MultiRegion without(String region) {
        return new MultiRegion(
                primary, regions.stream().filter(each -> !each.equals(region)).toList());
    }

    /// Returns the set with another primary key.
    public MultiRegion led(String region) {
        return new MultiRegion(region, regions);
    }
}
