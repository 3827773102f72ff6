package dev.trent.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The cases of `server/src/test/authorization`, run with boto3, each in accounts of its own.
class AuthorizationTest {

    @TempDir
    Path data;

    @Test
    void every_case_is_decided_as_aws_decides_it() {
        String python = ThirdParty.pythonWithBoto3();
        try (Trent trent = Trent.dev(data)) {
            trent.shell(Checkout.PYTHON).run(python, "authorization.py").succeeded();
        }
    }
}
