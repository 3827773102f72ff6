package dev.trent.policy;

/// The layers of policies that decide together. AWS's refusals use these names.
public enum Layer {
    /// The policies attached to the user, its groups or the role.
    IDENTITY("identity-based policy", "an identity-based policy"),
    /// The resource's own policy.
    RESOURCE("resource-based policy", "a resource-based policy"),
    /// The permissions boundary.
    BOUNDARY("permissions boundary", "a permissions boundary"),
    /// The policies passed when the session was made.
    SESSION("session policy", "a session policy");

    private final String name;
    private final String withArticle;

    Layer(String name, String withArticle) {
        this.name = name;
        this.withArticle = withArticle;
    }

    String inRefusals(boolean article) {
        return article ? withArticle : name;
    }
}
