package dev.trent.policy;

import dev.trent.aws.Action;

/// Shortcuts for tests of stored policies and their decisions. In documents, `'` stands for a double quotation
/// mark and a backquote for a single one.
final class Asking {
    static final String ACCOUNT = "111122223333";
    static final Action DECRYPT = Action.kms("Decrypt");
    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/abc";
    static final Requester ANN =
            Requester.user("arn:aws:iam::111122223333:user/ann", ACCOUNT, "AIDAAAAAAAAAAAAAAAANN", false);

    private Asking() {}

    static String json(String document) {
        return document.replace('\'', '"').replace('`', '\'');
    }

    static Policy policy(Kind kind, String statements) {
        return Policy.parseStored(json("{'Version':'2012-10-17','Statement':[" + statements + "]}"), kind);
    }

    /// Returns whether a condition holds, in a document of the current version.
    static boolean holds(String condition, RequestContext context) {
        return holds("2012-10-17", condition, context);
    }

    static boolean holds(String version, String condition, RequestContext context) {
        String document = "{'Version':'" + version + "','Statement':{'Effect':'Allow','Action':'*','Resource':'*',"
                + "'Condition':" + condition + "}}";
        Policy policy = Policy.parseStored(json(document), Kind.IDENTITY);
        return policy.evaluate(DECRYPT, KEY, ANN, context).verdict() == Verdict.ALLOW;
    }

    /// Returns a context from a list of keys and values in turn.
    static RequestContext with(String... keysAndValues) {
        RequestContext context = new RequestContext();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            context.add(keysAndValues[i], keysAndValues[i + 1]);
        }
        return context;
    }
}
