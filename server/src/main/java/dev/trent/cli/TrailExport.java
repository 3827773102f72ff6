package dev.trent.cli;

import dev.trent.delivery.Delivery;
import dev.trent.delivery.Exporter;
import dev.trent.delivery.S3Store;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Where the files of trails are copied to, as options. Without any of them they are not.
final class TrailExport {
    private static final String USUAL_REGION = "us-east-1";

    @Option(
            names = "--trail-s3-endpoint",
            paramLabel = "URL",
            description = "Copy the files of trails to this store, which speaks S3; to that of AWS if only the Region"
                    + " is given. Credentials are found as AWS's clients find them.")
    private @Nullable URI endpoint;

    @Option(
            names = "--trail-s3-region",
            paramLabel = "REGION",
            description = "The Region of that store; us-east-1 unless it is said.")
    private @Nullable String region;

    @Option(
            names = "--trail-s3-bucket",
            paramLabel = "BUCKET",
            description = "The bucket for all of them; each of the other options needs it.")
    private @Nullable String bucket;

    @Option(names = "--trail-s3-path-style", description = "Have the bucket in the path of addresses.")
    private boolean pathStyle;

    /// Refuses options that do not fit together.
    ///
    /// SAFE: who makes a trail names its bucket. That name is not used with the credentials of the operator.
    ///
    /// @param spec the specification of the command that refuses
    void check(CommandSpec spec) {
        if (bucket == null && (endpoint != null || region != null || pathStyle)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--trail-s3-bucket is missing: it names the bucket that gets the files of all trails.");
        }
    }

    /// Begins to copy.
    ///
    /// @return what copies; null if nothing is copied
    @Nullable
    Exporter begin(Delivery delivery) {
        if (bucket == null) {
            delivery.exportNothing();
            return null;
        }
        String where = region == null ? USUAL_REGION : region;
        S3Store.Place place = new S3Store.Place(endpoint, where, pathStyle, bucket);
        return delivery.export(new S3Store(place), (endpoint == null ? "aws" : endpoint) + " " + where + " " + bucket);
    }
}
