package dev.trent.e2e;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The clients that this machine may not have.
///
/// If a client is missing, its tests are skipped with a line that says how to get it. On a build server they
/// fail, because nobody notices a skipped test there.
final class ThirdParty {

    private static final Shell SHELL = new Shell(Path.of("."), Map.of());
    private static final String HOW_TO_GET_PYTHON_CLIENTS =
            "install it with: pip install awscli==1.45.11 boto3==1.43.11";
    private static final String HOW_TO_GET_CRYPTOGRAPHY = "install it with: pip install cryptography==48.0.0";
    private static final String NODE_20 = "process.exit(process.versions.node.split('.')[0] >= 20 ? 0 : 1)";

    private static final String TERRAFORM_PROVIDER = "registry.terraform.io/hashicorp/aws/5.100.0";

    private ThirdParty() {}

    static void needsAwsCli() {
        needs("the AWS CLI", HOW_TO_GET_PYTHON_CLIENTS, List.of("aws", "--version"));
    }

    /// Returns version 2 of the AWS CLI, which may be installed beside version 1. Not every system has it in
    /// its package sources, so a build server may lack it too.
    static Path awsCli2() {
        return Stream.of("aws", "/usr/bin/aws", "/usr/local/bin/aws")
                .map(name -> SHELL.run("sh", "-c", "\"$0\" --version >&2 && command -v \"$0\"", name))
                .filter(ran -> ran.exit() == 0 && ran.err().startsWith("aws-cli/2."))
                .map(ran -> Path.of(ran.out().strip()))
                .findFirst()
                .orElseGet(() -> abort("version 2 of the AWS CLI is missing on this machine; Debian has it:"
                        + " apt-get install awscli"));
    }

    static void needsOpenssl() {
        needs("openssl", "install it with: apt-get install openssl", List.of("openssl", "version"));
    }

    static void needsOsslsigncode() {
        needs("osslsigncode", "install it with: apt-get install osslsigncode", List.of("osslsigncode", "--version"));
    }

    /// Returns the Python interpreter that has boto3.
    static String pythonWithBoto3() {
        return needs(
                "a python3 with boto3",
                HOW_TO_GET_PYTHON_CLIENTS,
                List.of("python3", "-c", "import boto3, sys; print(sys.executable)"));
    }

    /// Returns the Python interpreter that has pytest and boto3.
    static String pythonWithPytest() {
        return needs(
                "a python3 with boto3 and pytest",
                "install them with: pip install boto3==1.43.11 pytest==9.2.0",
                List.of("python3", "-c", "import boto3, pytest, sys; print(sys.executable)"));
    }

    /// Returns the Python interpreter that has `cryptography`.
    static String pythonWithCryptography() {
        return needs(
                "a python3 with the package cryptography",
                HOW_TO_GET_CRYPTOGRAPHY,
                List.of("python3", "-c", "import cryptography, sys; print(sys.executable)"));
    }

    /// Returns the Python interpreter with boto3 and a `cryptography` that also has the algorithms after RSA
    /// and elliptic curves.
    static String pythonWithBoto3AndCryptography() {
        pythonWithBoto3();
        return needs(
                "a python3 with boto3 and the package cryptography 48 or later",
                HOW_TO_GET_CRYPTOGRAPHY,
                List.of(
                        "python3",
                        "-c",
                        "import boto3, sys; from cryptography.hazmat.primitives.asymmetric import mlkem;"
                                + " print(sys.executable)"));
    }

    /// Returns the Python interpreter with jwt-kms, which brings boto3.
    static String pythonWithJwtKms() {
        return needs(
                "a python3 with boto3 and jwt-kms",
                "install them with: pip install boto3==1.43.11 cryptography==48.0.0 jwt-kms==0.1.4",
                List.of("python3", "-c", "import boto3, jwt_kms, sys; print(sys.executable)"));
    }

    /// Checks that Node.js is there, and that the programs from npm are installed in the versions of the lock
    /// file.
    static void needsProgramsFromNpm() {
        needs("Node.js 20 or newer", "install it with: apt-get install nodejs npm", List.of("node", "-e", NODE_20));
        needs(
                "a program from npm",
                "install all with: e2e/src/test/npm/install",
                List.of("cmp", Checkout.NPM.resolve("package-lock.json").toString(), Node.FOLDER + "/installed"));
    }

    /// Checks that a Chromium is there, and that the console was built, which installs what drives it.
    static void needsChromium() {
        needs(
                "Chromium",
                "install it with: apt-get install chromium",
                List.of("sh", "-c", "command -v chromium || command -v chromium-browser || command -v google-chrome"));
        if (!Files.isDirectory(Checkout.ROOT.resolve("console/node_modules/playwright-core"))) {
            var _ = missing("the console", "build it with Node 20.19 or newer");
        }
    }

    /// Checks that Terraform is there, and returns the folder of plugins with its provider for AWS. The
    /// provider is too large to fetch for a build, so a build server may lack it too.
    static Path terraformPlugins() {
        boolean terraform = SHELL.run("sh", "-c", "terraform version").out().startsWith("Terraform v1.");
        return Stream.of(
                        "/opt/tf-plugins",
                        "/usr/local/share/terraform/plugins",
                        System.getProperty("user.home") + "/.terraform.d/plugins")
                .map(Path::of)
                .filter(folder -> terraform && Files.isDirectory(folder.resolve(TERRAFORM_PROVIDER)))
                .findFirst()
                .orElseGet(() -> abort("terraform 1 and its provider hashicorp/aws 5.100.0 are missing on this machine;"
                        + " unpack the provider to /opt/tf-plugins/" + TERRAFORM_PROVIDER));
    }

    private static String needs(String name, String howToGetIt, List<String> probe) {
        // Through a shell, a missing program gives an exit code like any other.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\"", "sh"));
        command.addAll(probe);
        Shell.Ran ran = SHELL.run(command);
        if (ran.exit() == 0) {
            return ran.out().strip();
        }
        return missing(name, howToGetIt);
    }

    private static String missing(String name, String howToGetIt) {
        String message = name + " is missing on this machine; " + howToGetIt;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        return abort(message);
    }
}
