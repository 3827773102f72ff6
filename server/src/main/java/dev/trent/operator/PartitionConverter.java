package dev.trent.operator;

import dev.trent.aws.Partition;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the name of a partition.
public final class PartitionConverter implements ITypeConverter<Partition> {
    @Override
    public Partition convert(String text) {
        Partition partition = Partition.of(text);
        if (partition == null) {
            throw new TypeConversionException("'" + text + "' is no partition: there are "
                    + Arrays.stream(Partition.values()).map(Partition::id).collect(Collectors.joining(", ")) + ".");
        }
        return partition;
    }
}
