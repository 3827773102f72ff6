package dev.trent.iam;

import static dev.trent.aws.AwsError.INVALID_INPUT;
import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.Arn;
import dev.trent.aws.Fold;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.Identity;
import dev.trent.identity.NamedPolicy;
import dev.trent.inquiry.PolicyTrial.Source;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;
import dev.trent.policy.Principal;
import dev.trent.policy.Requester;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The policies of a simulation: those in the request, and those of a user, group or role.
final class TriedPolicies {
    private static final String OF_REQUEST = "none";

    private final Directory directory;

    /// A user, group or role with its policies.
    ///
    /// @param identity null for a group
    record Holder(
            String arn,
            @Nullable Identity identity,
            List<Source> attached,
            @Nullable Source boundary) {}

    TriedPolicies(Directory directory) {
        this.directory = directory;
    }

    /// Reads the policies of a request.
    ///
    /// Errors: InvalidInput.
    ///
    /// @param list the name of the request's member
    static List<Source> read(String list, @Nullable List<String> documents, Kind kind) {
        List<Source> sources = new ArrayList<>();
        for (String document : documents == null ? List.<String>of() : documents) {
            String id = list + "." + (sources.size() + 1);
            sources.add(new Source(id, OF_REQUEST, parse(id, document, kind)));
        }
        return sources;
    }

    /// Reads the boundary of a request; null if the request has none.
    ///
    /// Errors: InvalidInput.
    static @Nullable Source boundary(@Nullable List<String> documents) {
        List<Source> sources = read("PermissionsBoundaryPolicyInputList", documents, Kind.IDENTITY);
        if (sources.size() > 1) {
            throw INVALID_INPUT.because("A principal has one permissions boundary at most.");
        }
        return sources.isEmpty() ? null : sources.getFirst();
    }

    /// Reads the resource policy of a request; null if the request has none.
    ///
    /// Errors: InvalidInput, also if a resource of the request is not a KMS key.
    static @Nullable Source resource(@Nullable String document, @Nullable List<String> resources) {
        if (document == null) {
            return null;
        }
        for (String resource : resources == null ? List.<String>of() : resources) {
            boolean key = Arn.parse(resource)
                    .map(arn -> arn.service().equals("kms") && arn.resource().startsWith("key/"))
                    .orElse(false);
            if (!key) {
                throw INVALID_INPUT.because(
                        "A resource policy is simulated for KMS keys, and " + resource + " is none.");
            }
        }
        if (resources == null || resources.isEmpty()) {
            throw INVALID_INPUT.because("A resource policy needs ResourceArns.");
        }
        return new Source("ResourcePolicy", "resource", parse("ResourcePolicy", document, Kind.KEY_POLICY));
    }

    private static Policy parse(String name, String document, Kind kind) {
        try {
            return Policy.parse(document, kind);
        } catch (PolicyException malformed) {
            throw INVALID_INPUT.because(name + ": " + malformed.getMessage());
        }
    }

    /// Returns the user, group or role of an ARN in an account.
    ///
    /// Errors: NoSuchEntity.
    Holder existing(String account, String arn) {
        Arn parsed = Arn.parse(arn).orElseThrow(() -> INVALID_INPUT.because("ARN " + arn + " is not valid."));
        Holder holder = parsed.account().equals(account) && parsed.service().equals("iam")
                ? parsed.resource().startsWith("group/") ? group(parsed) : holder(arn)
                : null;
        if (holder == null) {
            throw NO_SUCH_ENTITY.because("The principal " + arn + " cannot be found.");
        }
        return holder;
    }

    private @Nullable Holder holder(String arn) {
        Identity identity = directory.identities().findByArn(arn);
        if (identity == null) {
            return null;
        }
        NamedPolicy boundary = identity.boundary();
        return new Holder(
                arn,
                identity,
                identity.policies().stream().map(TriedPolicies::source).toList(),
                boundary == null ? null : source(boundary));
    }

    private @Nullable Holder group(Arn arn) {
        String name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
        Entity group = directory.entities().find(EntityKind.GROUP, arn.account(), name);
        if (group == null || !group.arn().equals(arn)) {
            return null;
        }
        List<Source> sources = new ArrayList<>();
        directory
                .inlinePolicies()
                .list(group)
                .forEach(inline -> sources.add(source(new NamedPolicy(
                        inline.name(), arn.toString(), false, Policy.parseStored(inline.document(), Kind.IDENTITY)))));
        directory.attachments().list(group).forEach(attached -> {
            NamedPolicy managed = directory.identities().managedPolicy(arn.account(), attached.arn());
            if (managed != null) {
                sources.add(source(managed));
            }
        });
        return new Holder(arn.toString(), null, sources, null);
    }

    private static Source source(NamedPolicy named) {
        if (named.managed()) {
            String type = isOfEveryAccount(named.name()) ? "aws-managed" : "user-managed";
            return new Source(last(named.name()), type, named.policy());
        }
        String resource = Arn.parse(named.holder()).map(Arn::resource).orElse(named.holder());
        String kind = resource.substring(0, Math.max(resource.indexOf('/'), 0));
        return new Source(kind + "_" + last(named.holder()) + "_" + named.name(), kind, named.policy());
    }

    private static boolean isOfEveryAccount(String policyArn) {
        return Arn.parse(policyArn).map(arn -> arn.account().equals("aws")).orElse(false);
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /// Returns the simulated caller: the user that the request names, or else the holder of the policies.
    ///
    /// Errors: InvalidInput if the named caller is not a user, or if there is a resource policy but no caller;
    /// ValidationError for a user of another partition.
    Requester requester(
            String account, @Nullable String callerArn, @Nullable Holder holder, @Nullable Source resourcePolicy) {
        if (callerArn != null) {
            Arn arn = Arn.parse(callerArn).orElse(null);
            if (arn == null || !arn.service().equals("iam") || !arn.resource().startsWith("user/")) {
                throw INVALID_INPUT.because("CallerArn must be the ARN of a user.");
            }
            if (!directory.identities().partition().has(arn)) {
                throw VALIDATION.because("Invalid ARN partition");
            }
            Identity user = directory.identities().findByArn(callerArn);
            boolean own = user != null && user.account().equals(account);
            return Requester.user(callerArn, arn.account(), own && user != null ? user.uniqueId() : callerArn, false);
        }
        Identity identity = holder == null ? null : holder.identity();
        if (identity != null) {
            return requester(identity, sessionName(identity, resourcePolicy));
        }
        if (resourcePolicy != null) {
            throw INVALID_INPUT.because("A resource policy needs a CallerArn.");
        }
        return Requester.user(
                directory
                        .identities()
                        .partition()
                        .global("iam", account, "user/simulation")
                        .toString(),
                account,
                "simulation",
                false);
    }

    private static Requester requester(Identity identity, String sessionName) {
        boolean bounded = identity.boundary() != null;
        return switch (identity.kind()) {
            case USER -> Requester.user(identity.arn(), identity.account(), identity.uniqueId(), bounded);
            case ROLE ->
                new Requester(
                        Requester.Type.ASSUMED_ROLE,
                        sessionArn(identity) + sessionName,
                        identity.account(),
                        identity.uniqueId() + ":" + sessionName,
                        identity.arn(),
                        identity.uniqueId(),
                        bounded);
        };
    }

    /// Returns the session name that stands for a role. If the resource policy lists a session of the role, it
    /// is that session: a NotPrincipal with one session does not mean the whole role.
    private static String sessionName(Identity identity, @Nullable Source resourcePolicy) {
        String start = sessionArn(identity);
        List<Principal> listed =
                resourcePolicy == null ? List.of() : resourcePolicy.policy().principals();
        for (Principal principal : listed) {
            if (principal.value().startsWith(start)) {
                return principal.value().substring(start.length());
            }
        }
        return "simulation";
    }

    private static String sessionArn(Identity role) {
        return role.partition()
                .global("sts", role.account(), "assumed-role/" + role.name() + "/")
                .toString();
    }

    /// Returns the values of the request's condition keys. They add to the values that the principal brings.
    static Map<String, List<String>> context(
            @Nullable Holder holder, Requester requester, Instant now, Map<String, List<String>> given) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put(
                "aws:currenttime", List.of(now.truncatedTo(ChronoUnit.SECONDS).toString()));
        values.put("aws:epochtime", List.of(Long.toString(now.getEpochSecond())));
        values.put("aws:viaawsservice", List.of("false"));
        values.put("aws:principalisawsservice", List.of("false"));
        Identity identity = holder == null ? null : holder.identity();
        if (identity != null) {
            values.put("aws:principalarn", List.of(identity.arn()));
            values.put("aws:principalaccount", List.of(identity.account()));
            values.put("aws:userid", List.of(requester.uniqueId()));
            if (identity.kind() == Identity.Kind.USER) {
                values.put("aws:principaltype", List.of("User"));
                values.put("aws:username", List.of(identity.name()));
            } else {
                values.put("aws:principaltype", List.of("AssumedRole"));
            }
            identity.tags().forEach((key, value) -> values.put(folded("aws:PrincipalTag/" + key), List.of(value)));
        }
        given.forEach((key, several) -> values.put(folded(key), several));
        return values;
    }

    private static String folded(String key) {
        return Fold.fold(key);
    }
}
