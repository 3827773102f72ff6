package dev.trent.operator;

import dev.trent.audit.LogPoint;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a point of the audit log.
final class LogPointConverter implements ITypeConverter<LogPoint> {
    @Override
    public LogPoint convert(String text) {
        try {
            return LogPoint.of(text);
        } catch (IllegalArgumentException misunderstood) {
            throw new TypeConversionException(misunderstood.getMessage());
        }
    }
}
