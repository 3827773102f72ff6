package dev.trent.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/// Reads a time as operators write it: `500ms`, `60s`, `5m`.
final class TimeConverter implements CommandLine.ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m)");

    @Override
    public Duration convert(String written) {
        Matcher time = TIME.matcher(written);
        if (!time.matches()) {
            throw new CommandLine.TypeConversionException("'" + written + "' is not a time such as 500ms, 60s or 5m");
        }
        long count = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }
}
