import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.ClassFileVersion;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The last step of the build: it does once what every start would do again (ADR 25).
///
/// 1. It checks the signatures of signed jars and takes them off, and gives old classes the form that a cache may hold.
/// 2. It unpacks the native libraries.
/// 3. It runs the server for some seconds, from which the JVM makes its cache. Without a cache the server runs as well.
void main(String[] arguments) throws Exception {
    Path built = Path.of(arguments[0]).toAbsolutePath();
    Path launcher = Path.of(arguments[1]).toAbsolutePath();
    for (Path jar : jars(built)) {
        if (isSigned(jar) || hasOldClasses(jar)) {
            rewrite(jar);
        }
    }
    unpackNatives(built);
    train(built, launcher);
}

List<Path> jars(Path built) throws IOException {
    try (Stream<Path> files = Files.list(built.resolve("lib"))) {
        return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
}

// --- jars

final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

/// Classes before version 50 are checked by the old verifier, and the cache takes none of them.
final int OLDEST_CACHED = 50;

boolean isSigned(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
        return jar.stream().anyMatch(entry -> SIGNATURE.matcher(entry.getName()).matches());
    }
}

boolean hasOldClasses(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
        for (JarEntry entry : jar.stream().filter(this::isClass).toList()) {
            if (isOld(read(jar, entry))) {
                return true;
            }
        }
        return false;
    }
}

void rewrite(Path path) throws IOException {
    Path made = path.resolveSibling(path.getFileName() + ".new");
    // SAFE: the jar is opened for verification, so reading an entry that is not the signed one throws.
    try (JarFile jar = new JarFile(path.toFile(), true);
            URLClassLoader classes = new URLClassLoader(new URL[] {path.toUri().toURL()}, null);
            JarOutputStream out = new JarOutputStream(Files.newOutputStream(made))) {
        ClassHierarchyResolver resolver = ClassHierarchyResolver.ofResourceParsing(classes)
                .orElse(ClassHierarchyResolver.defaultResolver());
        for (JarEntry entry : jar.stream().toList()) {
            byte[] bytes = read(jar, entry);
            if (SIGNATURE.matcher(entry.getName()).matches()) {
                continue;
            }
            if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                bytes = withoutDigests(bytes);
            } else if (isClass(entry) && isOld(bytes)) {
                bytes = renewed(bytes, resolver);
            }
            JarEntry copy = new JarEntry(entry.getName());
            copy.setTime(entry.getTime());
            out.putNextEntry(copy);
            out.write(bytes);
            out.closeEntry();
        }
    }
    Files.move(made, path, StandardCopyOption.REPLACE_EXISTING);
}

boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
}

byte[] read(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
        return in.readAllBytes();
    }
}

/// Keeps the main section of a manifest: the others hold the digests of the entries.
byte[] withoutDigests(byte[] manifest) throws IOException {
    Manifest main = new Manifest(new java.io.ByteArrayInputStream(manifest));
    main.getEntries().clear();
    var out = new java.io.ByteArrayOutputStream();
    main.write(out);
    return out.toByteArray();
}

boolean isOld(byte[] bytes) {
    return ((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) < OLDEST_CACHED;
}

/// Returns the class with the stack maps that newer classes have. The JVM verifies it as any other.
byte[] renewed(byte[] bytes, ClassHierarchyResolver resolver) {
    ClassFile file = ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ClassHierarchyResolverOption.of(resolver));
    return file.transformClass(
            file.parse(bytes),
            ClassTransform.dropping(ClassFileVersion.class::isInstance)
                    // Not ACCEPT_ALL: the maps are made for the bodies that pass through a transformation.
                    .andThen(ClassTransform.transformingMethodBodies((body, element) -> body.with(element)))
                    .andThen(ClassTransform.endHandler(
                            builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
}

// --- native libraries

final String ACCP = "com/amazon/corretto/crypto/provider/";
final String NETTY = "META-INF/native/";

void unpackNatives(Path built) throws Exception {
    Path folder = Files.createDirectories(built.resolve("native"));
    try (Stream<Path> old = Files.list(folder)) {
        for (Path file : old.toList()) {
            Files.delete(file);
        }
    }
    for (Path path : jars(built)) {
        try (JarFile jar = new JarFile(path.toFile())) {
            String from = jar.getEntry(ACCP) != null
                    ? ACCP
                    : jar.getEntry("org/sqlite/native/") != null
                            ? sqlite(path)
                            : isNettyOfThisMachine(path) ? NETTY : null;
            for (JarEntry entry : from == null ? List.<JarEntry>of() : jar.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith(from) && name.matches(".*/(lib)?[A-Za-z_0-9]+\\.(so|dylib|jnilib|dll)")) {
                    Files.write(folder.resolve(name.substring(name.lastIndexOf('/') + 1)), read(jar, entry));
                }
            }
        }
    }
}

/// Returns whether a jar has libraries of Netty for this machine. Its name says for which machine they are.
boolean isNettyOfThisMachine(Path jar) {
    String system = System.getProperty("os.name").startsWith("Mac") ? "osx" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = jar.getFileName().toString();
    return name.startsWith("netty-") && name.endsWith("-" + system + "-" + processor + ".jar");
}

/// Returns the folder of the libraries for this machine, in the words of the driver itself.
String sqlite(Path jar) throws Exception {
    try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
        Method folder = classes.loadClass("org.sqlite.util.OSInfo").getMethod("getNativeLibFolderPathForCurrentOS");
        return "org/sqlite/native/" + folder.invoke(null) + "/";
    }
}

// --- cache

final String CACHE = "start.aot";
final String LISTENING = "Trent is listening on ";

void train(Path built, Path launcher) throws Exception {
    Files.deleteIfExists(built.resolve(CACHE));
    Path data = Files.createTempDirectory("trent-pack");
    try {
        Path made = built.resolve("new.aot");
        // The name is relative: the launcher splits the options at blanks.
        ProcessBuilder command = new ProcessBuilder(
                        launcher.toString(), "dev", "--quiet", "--port", "0", "--data", data.resolve("data").toString())
                .directory(built.toFile())
                .redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("TRENT_"));
        command.environment()
                .putAll(Map.of(
                        "TRENT_BUILD",
                        "never",
                        "TRENT_JAVA_HOME",
                        System.getProperty("java.home"),
                        "TRENT_JAVA_OPTIONS",
                        // Without the profiles of this run: with them, the second compiler begins in the middle of a start.
                        "-XX:+UseSerialGC -Xmx512m -XX:AOTCacheOutput=new.aot -Xlog:aot=off -Xlog:cds=off"
                                + " -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining",
                        // Nothing reads it. To say so, Trent looks at all commands: their classes come into the cache.
                        "TRENT_PACKING",
                        "yes"));
        String output = output(command);
        if (Files.exists(made)) {
            Files.move(made, built.resolve(CACHE), StandardCopyOption.ATOMIC_MOVE);
        } else {
            System.err.println("The cache of the start was not made, so starts will be slower:\n" + output);
        }
    } finally {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

/// Runs the server until it has answered some calls, and returns its output.
String output(ProcessBuilder command) throws Exception {
    Process server;
    try {
        server = command.start();
    } catch (IOException noShell) {
        return noShell.toString();
    }
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = server.inputReader()) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith(LISTENING)) {
                call(URI.create(line.substring(LISTENING.length())));
                // Not the process itself: it would close the output, too.
                server.toHandle().destroy();
            }
        }
        server.waitFor(1, TimeUnit.MINUTES);
    } finally {
        server.destroyForcibly();
    }
    return String.join("\n", lines);
}

void call(URI server) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
        String created = kms(client, server, "CreateKey", "{}");
        String key = created.replaceAll("(?s).*\"KeyId\":\"([^\"]+)\".*", "$1");
        String named = "{\"KeyId\":\"" + key + "\"";
        String encrypted = kms(client, server, "Encrypt", named + ",\"Plaintext\":\"AAAA\"}");
        String blob = encrypted.replaceAll("(?s).*\"CiphertextBlob\":\"([^\"]+)\".*", "$1");
        kms(client, server, "Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}");
        kms(client, server, "GenerateDataKey", named + ",\"KeySpec\":\"AES_256\"}");
        kms(client, server, "DescribeKey", named + "}");
        kms(client, server, "ListKeys", "{}");
        for (String action : List.of("GetCallerIdentity&Version=2011-06-15", "ListUsers&Version=2010-05-08")) {
            String service = action.startsWith("Get") ? "sts" : "iam";
            send(client, server, service, "application/x-www-form-urlencoded", null, "Action=" + action);
        }
    }
}

String kms(HttpClient client, URI server, String operation, String body) throws Exception {
    return send(client, server, "kms", "application/x-amz-json-1.1", "TrentService." + operation, body);
}

/// Sends a call that the well-known credentials of development sign (AWS Signature Version 4).
String send(HttpClient client, URI server, String service, String type, String target, String body) throws Exception {
    String time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now());
    String date = time.substring(0, 8);
    String names = "content-type;host;x-amz-date" + (target == null ? "" : ";x-amz-target");
    String canonical = "POST\n/\n\ncontent-type:" + type + "\nhost:" + server.getAuthority() + "\nx-amz-date:" + time
            + "\n" + (target == null ? "" : "x-amz-target:" + target + "\n") + "\n" + names + "\n" + sha256(body);
    String scope = date + "/us-east-1/" + service + "/aws4_request";
    byte[] key = "AWS4test".getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
        key = hmac(key, part);
    }
    String signature =
            HexFormat.of().formatHex(hmac(key, "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical)));
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/"))
            .header("Content-Type", type)
            .header("X-Amz-Date", time)
            .header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=test/" + scope + ", SignedHeaders=" + names + ", Signature=" + signature)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (target != null) {
        request.header("X-Amz-Target", target);
    }
    HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
        throw new IllegalStateException(target + body + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
}

String sha256(String text) throws Exception {
    return HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
}

byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
}
