import { describe, expect, it } from "vitest";
import { commandOf, draftOf, newPasswordSentences, problemsOf, sentences } from "./rules";

const custom = { ...draftOf(null), custom: true };

describe("the form of the password policy", () => {
  it("sends what it shows", () => {
    const draft = { ...custom, length: "14", expires: true, days: "30", hardExpiry: true, preventsReuse: true };
    expect(commandOf(draft, null)?.input).toEqual({
      MinimumPasswordLength: 14,
      RequireSymbols: false,
      RequireNumbers: true,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: true,
      AllowUsersToChangePassword: true,
      MaxPasswordAge: 30,
      HardExpiry: true,
      PasswordReusePrevention: 5,
    });
  });

  it("sends nothing about what is switched off", () => {
    const sent = commandOf({ ...custom, hardExpiry: true }, null)?.input;
    expect(sent).not.toHaveProperty("MaxPasswordAge");
    expect(sent).not.toHaveProperty("HardExpiry");
    expect(sent).not.toHaveProperty("PasswordReusePrevention");
  });

  it("has nothing to do if the default policy is in force already", () => {
    expect(commandOf(draftOf(null), null)).toBeNull();
    expect(commandOf({ ...custom, custom: false }, { MinimumPasswordLength: 9 })?.input).toEqual({});
  });

  it("refuses numbers out of range, and only those that count", () => {
    expect(problemsOf({ ...custom, length: "5", days: "x", remembered: "" })).toEqual({
      length: "Enter a whole number between 6 and 128.",
    });
    expect(Object.values(problemsOf({ ...custom, expires: true, days: "1096", length: "6.5" }))).toHaveLength(3);
    expect(problemsOf({ ...custom, custom: false, length: "" })).toEqual({});
  });

  it("is read back as it was sent", () => {
    const policy = { MinimumPasswordLength: 20, AllowUsersToChangePassword: false, MaxPasswordAge: 7 };
    expect(draftOf(policy)).toMatchObject({ custom: true, length: "20", selfChange: false, expires: true, days: "7" });
    expect(sentences(policy)).toContain("Passwords expire after 7 days");
  });

  it("tells only what a new password must fulfil", () => {
    expect(newPasswordSentences({ MinimumPasswordLength: 20, MaxPasswordAge: 7, PasswordReusePrevention: 1 })).toEqual([
      "Password minimum length: 20 characters",
      "The last 1 password cannot be used again",
    ]);
    expect(newPasswordSentences(null)).toHaveLength(3);
  });
});
