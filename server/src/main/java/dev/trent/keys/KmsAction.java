package dev.trent.keys;

import static dev.trent.keys.KeyReference.Forms.ANY;
import static dev.trent.keys.KeyReference.Forms.ANY_OR_INVALID_ARN;
import static dev.trent.keys.KeyReference.Forms.KEY;
import static dev.trent.keys.KeyReference.Forms.KEY_OR_INVALID_ARN;
import static dev.trent.keys.KeyReference.Forms.NONE;
import static dev.trent.keys.KeyState.Creating;
import static dev.trent.keys.KeyState.Disabled;
import static dev.trent.keys.KeyState.Enabled;
import static dev.trent.keys.KeyState.PendingDeletion;
import static dev.trent.keys.KeyState.PendingImport;
import static dev.trent.keys.KeyState.PendingReplicaDeletion;
import static dev.trent.keys.KeyState.Unavailable;
import static dev.trent.keys.KeyState.Updating;
import static dev.trent.keys.KmsAction.ConditionKey.BypassPolicyLockoutSafetyCheck;
import static dev.trent.keys.KmsAction.ConditionKey.CustomerMasterKeySpec;
import static dev.trent.keys.KmsAction.ConditionKey.CustomerMasterKeyUsage;
import static dev.trent.keys.KmsAction.ConditionKey.DataKeyPairSpec;
import static dev.trent.keys.KmsAction.ConditionKey.EncryptionAlgorithm;
import static dev.trent.keys.KmsAction.ConditionKey.EncryptionContext;
import static dev.trent.keys.KmsAction.ConditionKey.ExpirationModel;
import static dev.trent.keys.KmsAction.ConditionKey.GrantConstraintType;
import static dev.trent.keys.KmsAction.ConditionKey.GrantIsForAWSResource;
import static dev.trent.keys.KmsAction.ConditionKey.GrantOperations;
import static dev.trent.keys.KmsAction.ConditionKey.GranteePrincipal;
import static dev.trent.keys.KmsAction.ConditionKey.KeyAgreementAlgorithm;
import static dev.trent.keys.KmsAction.ConditionKey.MacAlgorithm;
import static dev.trent.keys.KmsAction.ConditionKey.MessageType;
import static dev.trent.keys.KmsAction.ConditionKey.MultiRegion;
import static dev.trent.keys.KmsAction.ConditionKey.MultiRegionKeyType;
import static dev.trent.keys.KmsAction.ConditionKey.PrimaryRegion;
import static dev.trent.keys.KmsAction.ConditionKey.ReEncryptOnSameKey;
import static dev.trent.keys.KmsAction.ConditionKey.ReplicaRegion;
import static dev.trent.keys.KmsAction.ConditionKey.RequestTag;
import static dev.trent.keys.KmsAction.ConditionKey.RetiringPrincipal;
import static dev.trent.keys.KmsAction.ConditionKey.RotationPeriodInDays;
import static dev.trent.keys.KmsAction.ConditionKey.ScheduleKeyDeletionPendingWindowInDays;
import static dev.trent.keys.KmsAction.ConditionKey.SigningAlgorithm;
import static dev.trent.keys.KmsAction.ConditionKey.TagKeys;
import static dev.trent.keys.KmsAction.ConditionKey.TrailingDaysWithoutKeyUsage;
import static dev.trent.keys.KmsAction.ConditionKey.ValidTo;
import static dev.trent.keys.KmsAction.ConditionKey.WrappingAlgorithm;
import static dev.trent.keys.KmsAction.ConditionKey.WrappingKeySpec;
import static dev.trent.keys.KmsAction.Does.READS;
import static dev.trent.keys.KmsAction.Does.WRITES;
import static dev.trent.keys.KmsAction.Reach.ABROAD;
import static dev.trent.keys.KmsAction.Reach.GRANTED;
import static dev.trent.keys.KmsAction.Reach.HOME;
import static dev.trent.keys.KmsAction.States.ANY_STATE;
import static dev.trent.keys.KmsAction.States.DELETABLE;
import static dev.trent.keys.KmsAction.States.EMPTIABLE;
import static dev.trent.keys.KmsAction.States.FILLABLE;
import static dev.trent.keys.KmsAction.States.GRANTABLE;
import static dev.trent.keys.KmsAction.States.IMPORTABLE;
import static dev.trent.keys.KmsAction.States.LEAVING;
import static dev.trent.keys.KmsAction.States.PUBLISHED;
import static dev.trent.keys.KmsAction.States.STAYING;
import static dev.trent.keys.KmsAction.States.STEADY;
import static dev.trent.keys.KmsAction.States.SWITCHABLE;
import static dev.trent.keys.KmsAction.States.USABLE;
import static dev.trent.keys.KmsAction.WorksOn.AGREEING;
import static dev.trent.keys.KmsAction.WorksOn.ASYMMETRIC;
import static dev.trent.keys.KmsAction.WorksOn.ENCAPSULATING;
import static dev.trent.keys.KmsAction.WorksOn.ENCRYPTING;
import static dev.trent.keys.KmsAction.WorksOn.EVERY;
import static dev.trent.keys.KmsAction.WorksOn.IMPORTED;
import static dev.trent.keys.KmsAction.WorksOn.MAC;
import static dev.trent.keys.KmsAction.WorksOn.MULTI_REGION;
import static dev.trent.keys.KmsAction.WorksOn.NO_KEY;
import static dev.trent.keys.KmsAction.WorksOn.SIGNING;
import static dev.trent.keys.KmsAction.WorksOn.SYMMETRIC;

import dev.trent.aws.Action;
import dev.trent.aws.Fold;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one table of the actions of KMS. It also has the actions that Trent does not perform yet, because
/// policies can name them. An operation has the name of its action. Only ReEncrypt has two actions.
///
/// The columns are: whether the action writes; how a request names a key; the kinds of key; the states of the
/// key; the accounts of the key; the condition keys of a request. The rows are in alphabetical order.
///
/// Source: AWS KMS Developer Guide, "Permissions reference", "Key states", "Allowing users in other accounts
/// to use a KMS key", "Grant operations" and "AWS KMS condition keys"; AWS KMS API Reference.
public enum KmsAction {
    CancelKeyDeletion(WRITES, KEY_OR_INVALID_ARN, EVERY, LEAVING, HOME),
    ConnectCustomKeyStore(WRITES, NONE, NO_KEY, ANY_STATE, HOME),
    CreateAlias(WRITES, KEY, EVERY, STAYING, HOME),
    CreateCustomKeyStore(WRITES, NONE, NO_KEY, ANY_STATE, HOME),
    CreateGrant(
            WRITES,
            KEY_OR_INVALID_ARN,
            EVERY,
            GRANTABLE,
            GRANTED,
            EncryptionContext,
            GrantConstraintType,
            GrantIsForAWSResource,
            GrantOperations,
            GranteePrincipal,
            RetiringPrincipal),
    CreateKey(
            WRITES,
            NONE,
            NO_KEY,
            ANY_STATE,
            HOME,
            BypassPolicyLockoutSafetyCheck,
            CustomerMasterKeySpec,
            CustomerMasterKeyUsage,
            ConditionKey.KeyOrigin,
            ConditionKey.KeySpec,
            ConditionKey.KeyUsage,
            MultiRegion,
            MultiRegionKeyType,
            RequestTag,
            TagKeys),
    Decapsulate(READS, ANY, ENCAPSULATING, USABLE, GRANTED),
    Decrypt(READS, ANY, ENCRYPTING, USABLE, GRANTED, EncryptionAlgorithm, EncryptionContext),
    DeleteAlias(WRITES, KEY, EVERY, ANY_STATE, HOME),
    DeleteCustomKeyStore(WRITES, NONE, NO_KEY, ANY_STATE, HOME),
    DeleteImportedKeyMaterial(WRITES, KEY_OR_INVALID_ARN, IMPORTED, EMPTIABLE, HOME),
    DeriveSharedSecret(READS, ANY, AGREEING, USABLE, GRANTED, KeyAgreementAlgorithm),
    DescribeCustomKeyStores(READS, NONE, NO_KEY, ANY_STATE, HOME),
    DescribeKey(READS, ANY_OR_INVALID_ARN, EVERY, ANY_STATE, GRANTED),
    DisableKey(WRITES, KEY_OR_INVALID_ARN, EVERY, SWITCHABLE, HOME, TrailingDaysWithoutKeyUsage),
    DisableKeyRotation(WRITES, KEY_OR_INVALID_ARN, SYMMETRIC, USABLE, HOME),
    DisconnectCustomKeyStore(WRITES, NONE, NO_KEY, ANY_STATE, HOME),
    EnableKey(WRITES, KEY_OR_INVALID_ARN, EVERY, SWITCHABLE, HOME),
    EnableKeyRotation(WRITES, KEY_OR_INVALID_ARN, SYMMETRIC, USABLE, HOME, RotationPeriodInDays),
    Encapsulate(READS, ANY, ENCAPSULATING, USABLE, GRANTED),
    Encrypt(READS, ANY, ENCRYPTING, USABLE, GRANTED, EncryptionAlgorithm, EncryptionContext),
    GenerateDataKey(READS, ANY, SYMMETRIC, USABLE, GRANTED, EncryptionAlgorithm, EncryptionContext),
    GenerateDataKeyPair(
            READS, ANY, SYMMETRIC, USABLE, GRANTED, DataKeyPairSpec, EncryptionAlgorithm, EncryptionContext),
    GenerateDataKeyPairWithoutPlaintext(
            READS, ANY, SYMMETRIC, USABLE, GRANTED, DataKeyPairSpec, EncryptionAlgorithm, EncryptionContext),
    GenerateDataKeyWithoutPlaintext(READS, ANY, SYMMETRIC, USABLE, GRANTED, EncryptionAlgorithm, EncryptionContext),
    GenerateMac(READS, ANY, MAC, USABLE, GRANTED, MacAlgorithm),
    GenerateRandom(READS, NONE, NO_KEY, ANY_STATE, HOME),
    GetKeyLastUsage(READS, KEY_OR_INVALID_ARN, EVERY, ANY_STATE, HOME),
    GetKeyPolicy(READS, KEY_OR_INVALID_ARN, EVERY, ANY_STATE, HOME),
    GetKeyRotationStatus(READS, KEY_OR_INVALID_ARN, EVERY, ANY_STATE, ABROAD),
    GetParametersForImport(READS, KEY_OR_INVALID_ARN, IMPORTED, IMPORTABLE, HOME, WrappingAlgorithm, WrappingKeySpec),
    GetPublicKey(READS, ANY_OR_INVALID_ARN, ASYMMETRIC, PUBLISHED, GRANTED),
    ImportKeyMaterial(WRITES, KEY_OR_INVALID_ARN, IMPORTED, FILLABLE, HOME, ExpirationModel, ValidTo),
    ListAliases(READS, KEY_OR_INVALID_ARN, NO_KEY, ANY_STATE, HOME),
    ListGrants(READS, KEY_OR_INVALID_ARN, EVERY, ANY_STATE, ABROAD, GrantIsForAWSResource),
    ListKeyPolicies(READS, KEY_OR_INVALID_ARN, EVERY, ANY_STATE, HOME),
    ListKeyRotations(READS, KEY_OR_INVALID_ARN, SYMMETRIC, ANY_STATE, HOME),
    ListKeys(READS, NONE, NO_KEY, ANY_STATE, HOME),
    ListResourceTags(READS, KEY_OR_INVALID_ARN, EVERY, ANY_STATE, HOME),
    ListRetirableGrants(READS, NONE, NO_KEY, ANY_STATE, HOME),
    PutKeyPolicy(WRITES, KEY_OR_INVALID_ARN, EVERY, ANY_STATE, HOME, BypassPolicyLockoutSafetyCheck),
    ReEncryptFrom(READS, ANY, ENCRYPTING, USABLE, GRANTED, EncryptionAlgorithm, EncryptionContext, ReEncryptOnSameKey),
    ReEncryptTo(READS, ANY, ENCRYPTING, USABLE, GRANTED, EncryptionAlgorithm, EncryptionContext, ReEncryptOnSameKey),
    ReplicateKey(WRITES, KEY_OR_INVALID_ARN, MULTI_REGION, STEADY, HOME, ReplicaRegion),
    RetireGrant(WRITES, KEY_OR_INVALID_ARN, EVERY, ANY_STATE, GRANTED, EncryptionContext, GrantConstraintType),
    RevokeGrant(WRITES, KEY_OR_INVALID_ARN, EVERY, ANY_STATE, ABROAD, GrantIsForAWSResource),
    RotateKeyOnDemand(WRITES, KEY_OR_INVALID_ARN, SYMMETRIC, STEADY, HOME),
    ScheduleKeyDeletion(
            WRITES,
            KEY_OR_INVALID_ARN,
            EVERY,
            DELETABLE,
            HOME,
            ScheduleKeyDeletionPendingWindowInDays,
            TrailingDaysWithoutKeyUsage),
    Sign(READS, ANY, SIGNING, USABLE, GRANTED, MessageType, SigningAlgorithm),
    TagResource(WRITES, KEY_OR_INVALID_ARN, EVERY, STAYING, HOME, RequestTag, TagKeys),
    UntagResource(WRITES, KEY_OR_INVALID_ARN, EVERY, STAYING, HOME, TagKeys),
    UpdateAlias(WRITES, KEY, EVERY, STAYING, HOME),
    UpdateCustomKeyStore(WRITES, NONE, NO_KEY, ANY_STATE, HOME),
    UpdateKeyDescription(WRITES, KEY_OR_INVALID_ARN, EVERY, STAYING, HOME),
    UpdatePrimaryRegion(WRITES, KEY_OR_INVALID_ARN, MULTI_REGION, USABLE, HOME, PrimaryRegion),
    Verify(READS, ANY, SIGNING, USABLE, GRANTED, MessageType, SigningAlgorithm),
    VerifyMac(READS, ANY, MAC, USABLE, GRANTED, MacAlgorithm);

    private static final Map<String, KmsAction> BY_NAME = byName();
    private static final Map<GrantOperation, KmsAction> BY_GRANT_OPERATION = byGrantOperation();

    @SuppressWarnings("ImmutableEnumChecker") // a record of two texts, which cannot be changed
    private final Action action;

    private final Does does;
    private final KeyReference.Forms forms;
    private final WorksOn worksOn;
    private final States states;
    private final Reach reach;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which cannot be changed
    private final List<ConditionKey> conditionKeys;

    private final @Nullable GrantOperation grantOperation;
    private final boolean usesContext;

    KmsAction(
            Does does,
            KeyReference.Forms forms,
            WorksOn worksOn,
            States states,
            Reach reach,
            ConditionKey... conditionKeys) {
        this.action = Action.kms(name());
        this.does = does;
        this.forms = forms;
        this.worksOn = worksOn;
        this.states = states;
        this.reach = reach;
        this.conditionKeys = List.of(conditionKeys);
        this.grantOperation = reach == GRANTED ? GrantOperation.valueOf(name()) : null;
        this.usesContext = usesMaterial() && this.conditionKeys.contains(ConditionKey.EncryptionContext);
    }

    /// Whether an action writes. CloudTrail shows this in the field `readOnly`.
    public enum Does {
        /// It changes nothing that is stored. Cryptographic operations are of this kind too.
        READS,
        /// It changes keys, aliases, grants or key stores.
        WRITES
    }

    /// The kinds of key that an action works on.
    public enum WorksOn {
        NO_KEY("none"),
        EVERY("every key"),
        ENCRYPTING("to encrypt and decrypt"),
        SYMMETRIC("symmetric"),
        ASYMMETRIC("asymmetric"),
        SIGNING("to sign and verify"),
        MAC("to make and verify MACs"),
        AGREEING("to agree on a secret"),
        ENCAPSULATING("to encapsulate"),
        IMPORTED("with imported material"),
        MULTI_REGION("multi-Region");

        private final String words;

        WorksOn(String words) {
            this.words = words;
        }

        /// Returns the kind as a table shows it.
        public String words() {
            return words;
        }

        private boolean has(Key key) {
            return switch (this) {
                case NO_KEY -> false;
                case EVERY -> true;
                case ENCRYPTING -> key.usage() == KeyUsage.ENCRYPT_DECRYPT;
                case SYMMETRIC -> key.spec().family() == KeySpec.Family.SYMMETRIC;
                case ASYMMETRIC -> key.spec().family() == KeySpec.Family.ASYMMETRIC;
                case SIGNING -> key.usage() == KeyUsage.SIGN_VERIFY;
                case MAC -> key.usage() == KeyUsage.GENERATE_VERIFY_MAC;
                case AGREEING -> key.usage() == KeyUsage.KEY_AGREEMENT;
                case ENCAPSULATING -> key.usage() == KeyUsage.ENCAPSULATE_DECAPSULATE;
                case IMPORTED -> key.origin() == KeyOrigin.EXTERNAL;
                case MULTI_REGION -> key.multiRegion();
            };
        }
    }

    /// The states of the key in which an action works. [Key#in(States)] enforces them.
    public enum States {
        ANY_STATE("any", EnumSet.allOf(KeyState.class)),
        /// The material can be used. This is also so while a multi-Region set changes its primary key.
        USABLE("enabled", EnumSet.of(Enabled, Updating)),
        /// The material can be used, and no change of the key is in progress.
        STEADY("enabled, not updating", EnumSet.of(Enabled)),
        /// Grants can be created even if the key store is not connected.
        GRANTABLE("enabled, unavailable", EnumSet.of(Enabled, Unavailable, Updating)),
        /// A disabled key still shows its public half.
        PUBLISHED("enabled, disabled", EnumSet.of(Enabled, Disabled, Updating)),
        SWITCHABLE("enabled, disabled, unavailable", EnumSet.of(Enabled, Disabled, Unavailable)),
        IMPORTABLE("enabled, disabled, pending import", EnumSet.of(Enabled, Disabled, PendingImport)),
        FILLABLE("enabled, disabled, pending import, updating", EnumSet.of(Enabled, Disabled, PendingImport, Updating)),
        EMPTIABLE("not creating or updating", EnumSet.complementOf(EnumSet.of(Creating, Updating))),
        STAYING("not pending deletion", EnumSet.complementOf(EnumSet.of(PendingDeletion, PendingReplicaDeletion))),
        DELETABLE(
                "not pending deletion or updating",
                EnumSet.complementOf(EnumSet.of(PendingDeletion, PendingReplicaDeletion, Updating))),
        LEAVING("pending deletion", EnumSet.of(PendingDeletion, PendingReplicaDeletion));

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // it is never changed
        private final EnumSet<KeyState> states;

        States(String words, EnumSet<KeyState> states) {
            this.words = words;
            this.states = states;
        }

        /// Returns the states as a table shows them.
        public String words() {
            return words;
        }

        /// Returns whether a state is one of them.
        public boolean contains(KeyState state) {
            return states.contains(state);
        }
    }

    /// The accounts whose keys an action can concern. For keys of any other account the action is denied,
    /// whatever policies say.
    public enum Reach {
        /// The caller's account only.
        HOME,
        /// Those of other accounts too.
        ABROAD,
        /// Other accounts too, and a grant can allow the action.
        GRANTED
    }

    /// A condition key whose value depends on the request.
    public enum ConditionKey {
        BypassPolicyLockoutSafetyCheck,
        CustomerMasterKeySpec("kms:CustomerMasterKeySpec", "SYMMETRIC_DEFAULT"),
        CustomerMasterKeyUsage("kms:CustomerMasterKeyUsage", "ENCRYPT_DECRYPT"),
        DataKeyPairSpec,
        EncryptionAlgorithm("kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT"),
        EncryptionContext("kms:EncryptionContext:${EncryptionContextKey}", null),
        ExpirationModel,
        GrantConstraintType,
        GrantIsForAWSResource("kms:GrantIsForAWSResource", "false"),
        GrantOperations,
        GranteePrincipal,
        KeyAgreementAlgorithm,
        KeyOrigin("kms:KeyOrigin", "AWS_KMS"),
        KeySpec("kms:KeySpec", "SYMMETRIC_DEFAULT"),
        KeyUsage("kms:KeyUsage", "ENCRYPT_DECRYPT"),
        MacAlgorithm,
        MessageType("kms:MessageType", "RAW"),
        MultiRegion("kms:MultiRegion", "false"),
        MultiRegionKeyType,
        PrimaryRegion,
        ReEncryptOnSameKey,
        ReplicaRegion,
        RequestTag("aws:RequestTag/${TagKey}", null),
        RetiringPrincipal,
        RotationPeriodInDays,
        ScheduleKeyDeletionPendingWindowInDays("kms:ScheduleKeyDeletionPendingWindowInDays", "30"),
        SigningAlgorithm,
        TagKeys("aws:TagKeys", null),
        TrailingDaysWithoutKeyUsage,
        ValidTo,
        WrappingAlgorithm,
        WrappingKeySpec;

        private final String key;
        private final @Nullable String usual;

        ConditionKey() {
            this.key = "kms:" + name();
            this.usual = null;
        }

        /// @param usual the value if the request does not give one; null if the condition key is then absent
        ConditionKey(String key, @Nullable String usual) {
            this.key = key;
            this.usual = usual;
        }

        /// Returns the condition key as AWS's documentation writes it.
        public String key() {
            return key;
        }
    }

    /// Returns the row of an action; null if the table does not have the action.
    public static @Nullable KmsAction of(Action action) {
        return action.service().equals("kms") ? BY_NAME.get(action.name()) : null;
    }

    /// Returns the row of an operation that a grant can allow.
    static KmsAction of(GrantOperation operation) {
        KmsAction found = BY_GRANT_OPERATION.get(operation);
        if (found == null) {
            throw new AssertionError("no action can be granted as " + operation);
        }
        return found;
    }

    /// Returns an action on a key in AWS's upper and lower case. Returns any other action unchanged. Policies
    /// ignore the case, but decisions compare it.
    public static Action canonical(Action action) {
        if (!action.service().equals("kms")) {
            return action;
        }
        return Stream.of(values())
                .filter(row -> row.worksOn != NO_KEY && Fold.same(row.name(), action.name()))
                .findFirst()
                .map(KmsAction::action)
                .orElse(action);
    }

    /// Returns the actions that work on the kind of a key.
    public static List<KmsAction> on(Key key) {
        return Stream.of(values()).filter(row -> row.worksOn(key)).toList();
    }

    /// Returns the action as policies name it.
    public Action action() {
        return action;
    }

    /// Returns whether the action writes nothing. CloudTrail calls this `readOnly`.
    public boolean readOnly() {
        return does == READS;
    }

    /// Returns the forms in which a request names a key.
    public KeyReference.Forms forms() {
        return forms;
    }

    /// Returns the kinds of key that the action works on.
    public WorksOn kinds() {
        return worksOn;
    }

    /// Returns the states of the key in which the action works.
    public States states() {
        return states;
    }

    /// Returns whether the action works on the kind of a key.
    public boolean worksOn(Key key) {
        return worksOn.has(key);
    }

    /// Returns whether the action can concern a key of another account.
    public boolean crossesAccounts() {
        return reach != HOME;
    }

    /// Returns the name of the action in a grant; null if no grant can allow it.
    public @Nullable GrantOperation grantOperation() {
        return grantOperation;
    }

    /// Returns the condition keys whose values depend on the request.
    public List<ConditionKey> conditionKeys() {
        return conditionKeys;
    }

    /// Returns the condition keys that a request has even if it does not give them, with their values.
    public Map<String, String> usualFacts() {
        Map<String, String> usual = new LinkedHashMap<>();
        for (ConditionKey conditionKey : conditionKeys) {
            if (conditionKey.usual != null) {
                usual.put(conditionKey.key, conditionKey.usual);
            }
        }
        return usual;
    }

    /// Returns whether the action uses the material of a key.
    public boolean usesMaterial() {
        return does == READS && states == USABLE;
    }

    /// Returns whether the action uses a key with an encryption context, which the constraint of a grant can
    /// restrict. CreateGrant and RetireGrant do not: they only describe such a constraint.
    boolean usesContext() {
        return usesContext;
    }

    private static Map<String, KmsAction> byName() {
        Map<String, KmsAction> rows = HashMap.newHashMap(values().length);
        for (KmsAction row : values()) {
            rows.put(row.name(), row);
        }
        return Map.copyOf(rows);
    }

    private static Map<GrantOperation, KmsAction> byGrantOperation() {
        Map<GrantOperation, KmsAction> rows = new EnumMap<>(GrantOperation.class);
        for (KmsAction row : values()) {
            if (row.grantOperation != null) {
                rows.put(row.grantOperation, row);
            }
        }
        return rows;
    }
}
