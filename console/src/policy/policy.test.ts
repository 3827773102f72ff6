import { describe, expect, test } from "vitest";
import { diffLines, nearChanges } from "./diff";
import { formatPolicy, list, type PolicyDocument, parsePolicy, principalsOf, type Statement } from "./document";
import { lint } from "./lint";
import { hint } from "./matching";
import { allowsDeletion, plusRole, roleOf, withDeletion, withUsers } from "./roles";

const ACCOUNT = "111122223333";
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const user = (name: string) => `arn:aws:iam::${ACCOUNT}:user/${name}`;
const aws = (value: string) => ({ kind: "AWS", value });

const delegation: Statement = {
  Sid: "Enable IAM User Permissions",
  Effect: "Allow",
  Principal: { AWS: ROOT },
  Action: "kms:*",
  Resource: "*",
};
const administrators: Statement = {
  Sid: "Allow access for Key Administrators",
  Effect: "Allow",
  Principal: { AWS: user("alice") },
  Action: ["kms:Create*", "kms:Describe*", "kms:Put*", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"],
  Resource: "*",
};
const users: Statement = {
  Effect: "Allow",
  Principal: { AWS: [user("alice"), user("bob")] },
  Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
  Resource: "*",
};
const attachment: Statement = {
  Effect: "Allow",
  Principal: { AWS: [user("bob"), user("alice")] },
  Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
  Resource: "*",
  Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
};
const policy = (...statements: Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement: statements });

describe("a document", () => {
  test("has one statement or several", () => {
    expect(parsePolicy('{"Statement": {"Effect": "Allow"}}')?.Statement).toEqual([{ Effect: "Allow" }]);
    expect(parsePolicy("[]")).toBeNull();
    expect(parsePolicy("{")).toBeNull();
    expect(parsePolicy('{"Statement": ["x"]}')).toBeNull();
  });

  test("names principals of several kinds", () => {
    expect(principalsOf({ AWS: ["a", "b"], Service: "s" })).toEqual([
      aws("a"),
      aws("b"),
      { kind: "Service", value: "s" },
    ]);
    expect(principalsOf("*")).toEqual([aws("*")]);
  });
});

describe("the role of a statement", () => {
  test("is told by its actions", () => {
    expect([delegation, administrators, users, attachment].map((each) => roleOf(each, ACCOUNT))).toEqual([
      "delegation",
      "administrators",
      "users",
      "attachment",
    ]);
  });

  test("is other if anything else is in it", () => {
    expect(roleOf({ ...users, Effect: "Deny" }, ACCOUNT)).toBe("other");
    expect(roleOf({ ...users, Condition: { Bool: { "aws:SecureTransport": "true" } } }, ACCOUNT)).toBe("other");
    expect(roleOf({ ...users, Action: ["kms:Encrypt", "kms:PutKeyPolicy"] }, ACCOUNT)).toBe("other");
    expect(roleOf({ ...delegation, Principal: "*" }, ACCOUNT)).toBe("other");
    expect(roleOf({ ...delegation, Principal: { AWS: "arn:aws:iam::444455556666:root" } }, ACCOUNT)).toBe("other");
  });

  test("a change of the users changes the statement for services too", () => {
    const changed = withUsers(policy(delegation, users, attachment), ACCOUNT, 1, [aws(user("bob"))]);
    expect(changed.Statement.map((each) => each.Principal)).toEqual([
      { AWS: ROOT },
      { AWS: user("bob") },
      { AWS: user("bob") },
    ]);
    expect(withUsers(policy(users, attachment, delegation), ACCOUNT, 0, []).Statement).toEqual([delegation]);
  });

  test("administrators may delete the key, or not", () => {
    expect(allowsDeletion(administrators)).toBe(true);
    const without = withDeletion(administrators, false);
    expect(allowsDeletion(without)).toBe(false);
    expect(withDeletion(without, true)).toEqual(administrators);
  });

  test("a new statement has a Sid of its own", () => {
    const twice = plusRole(policy(administrators), "Allow access for Key Administrators", ["kms:Put*"], [aws(ROOT)]);
    expect(twice.Statement[1]?.Sid).toBe("Allow access for Key Administrators 2");
    expect(list(twice.Statement[1]?.Action)).toEqual(["kms:Put*"]);
  });
});

describe("a hint", () => {
  test("knows direct rights, those by the account, conditions and denials", () => {
    const decrypt = "kms:Decrypt";
    expect(hint(policy(delegation, users), user("bob"), decrypt)).toBe("allowed");
    expect(hint(policy(delegation, users), user("carol"), decrypt)).toBe("delegated");
    expect(hint(policy(users), user("carol"), decrypt)).toBe("none");
    expect(hint(policy(delegation), ROOT, decrypt)).toBe("allowed");
    expect(hint(policy(attachment), user("bob"), "kms:CreateGrant")).toBe("conditional");
    const deny: Statement = { Effect: "Deny", Principal: "*", Action: "kms:De*", Resource: "*" };
    expect(hint(policy(users, deny), user("bob"), decrypt)).toBe("denied");
    expect(hint(policy(users, { ...deny, Condition: { Null: { "aws:x": "true" } } }), user("bob"), decrypt)).toBe(
      "conditional",
    );
  });
});

describe("lint", () => {
  const facts = { me: user("alice"), account: ACCOUNT, principals: new Set([user("alice"), user("bob")]), before: "" };
  const texts = (document: PolicyDocument, more = {}) =>
    lint(formatPolicy(document), { ...facts, ...more }).map((each) => `${each.level}: ${each.text}`);

  test("has nothing to say of the policy of AWS's wizard", () => {
    expect(texts(policy(delegation, administrators, users, attachment))).toEqual([]);
  });

  test("names the principal that does not exist, with its statement", () => {
    const found = texts(policy(delegation, { ...users, Sid: "app", Principal: { AWS: user("bbo") } }));
    expect(found).toEqual([
      `error: Statement 2 “app”: the principal ${user("bbo")} does not exist. The policy is refused with it.`,
    ]);
    expect(texts(policy(delegation, { ...users, Principal: { AWS: user("bbo") } }), { principals: null })).toEqual([]);
  });

  test("tells that the author would be locked out", () => {
    expect(texts(policy({ ...administrators, Principal: { AWS: user("bob") } }))[0]).toMatch(
      /locks you out.*user\/alice/,
    );
  });

  test("finds actions, condition keys and operators that do not exist", () => {
    const wrong: Statement = {
      ...users,
      Action: ["kms:Encrpyt", "kms:Decrypt"],
      Condition: { StringEqual: { "kms:ViaServices": "x" } },
    };
    expect(texts(policy(delegation, wrong))).toEqual([
      "warning: Statement 2: kms:Encrpyt is no action of AWS KMS.",
      "error: Statement 2: StringEqual is no condition operator.",
      "warning: Statement 2: kms:ViaServices is no condition key of AWS KMS. Is kms:ViaService meant?",
    ]);
  });

  test("warns of statements that are wide open, and of wildcards that are new", () => {
    const open = texts(policy(delegation, { ...users, Principal: "*", Action: "kms:Get*" }), {
      before: formatPolicy(policy(delegation)),
    });
    expect(open[0]).toMatch(/everyone, in every account/);
    expect(open[1]).toMatch(/kms:Get\* was not in the policy before/);
  });

  test("counts bytes, and refuses other characters", () => {
    const long = texts(policy(delegation, { ...users, Sid: "é".repeat(17_000) }));
    expect(long[0]).toMatch(/34,\d\d\d bytes/);
    expect(texts(policy({ ...delegation, Sid: "Ω" }))[0]).toMatch(/“Ω”/);
  });
});

describe("a difference", () => {
  test("has the lines of both", () => {
    const lines = diffLines("a\nb\nc\nd", "a\nx\nc\nd\ne");
    expect(lines.map((line) => `${{ same: " ", added: "+", removed: "-" }[line.kind]}${line.text}`)).toEqual([
      " a",
      "-b",
      "+x",
      " c",
      " d",
      "+e",
    ]);
    expect(diffLines("a", "a")).toEqual([{ kind: "same", text: "a" }]);
  });

  test("shows only what is near a change", () => {
    const lines = diffLines("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5\nx");
    expect(nearChanges(lines, 1).map((line) => line?.text ?? "…")).toEqual(["…", "5", "6", "x"]);
  });
});
