import { expect, test } from "vitest";
import { customInput, type Form, principalInput, problems, withActions } from "./form";

const form: Form = {
  source: "principal",
  principal: "arn:aws:iam::111122223333:user/anna",
  policy: "",
  actions: "kms:Decrypt, kms:Encrypt\n\nkms:Sign",
  resources: "",
  caller: "",
  context: [
    { key: "aws:SourceIp", values: "10.0.0.1, 10.0.0.2" },
    { key: "", values: "x" },
  ],
  key: null,
  useKeyPolicy: false,
};

test("empty parts of the form are not sent", () => {
  expect(principalInput(form)).toEqual({
    PolicySourceArn: form.principal,
    ActionNames: ["kms:Decrypt", "kms:Encrypt", "kms:Sign"],
    ContextEntries: [
      { ContextKeyName: "aws:SourceIp", ContextKeyValues: ["10.0.0.1", "10.0.0.2"], ContextKeyType: "string" },
    ],
  });
});

test("the policy of a key counts for that key alone", () => {
  const input = customInput(
    { ...form, policy: "{}", key: "arn:key", resources: "arn:other", caller: " arn:u " },
    "{k}",
  );
  expect(input).toMatchObject({
    PolicyInputList: ["{}"],
    ResourceArns: ["arn:key"],
    ResourcePolicy: "{k}",
    CallerArn: "arn:u",
  });
});

test("actions are added once", () => {
  expect(withActions("kms:Encrypt", ["Encrypt", "Decrypt"])).toBe("kms:Encrypt\nkms:Decrypt");
});

test("what the form lacks is named", () => {
  expect(problems(form)).toEqual({ principal: false, policy: false, actions: false });
  expect(problems({ ...form, source: "custom", actions: " " })).toEqual({
    principal: false,
    policy: true,
    actions: true,
  });
});
