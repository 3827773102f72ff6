import { expect, test } from "vitest";
import { roleArn } from "./roleArn";

const arn = (typed: string) => roleArn(typed, "111122223333", "aws");

test("a role is named by its ARN, by its name, or by account and name", () => {
  expect(arn(" arn:aws:iam::444455556666:role/team/app ")).toBe("arn:aws:iam::444455556666:role/team/app");
  expect(arn("app")).toBe("arn:aws:iam::111122223333:role/app");
  expect(arn("444455556666/app")).toBe("arn:aws:iam::444455556666:role/app");
});

test("other things are no role", () => {
  for (const typed of ["", "arn:aws:iam::111122223333:user/anna", "a b", "arn:aws:iam::1:role/x"]) {
    expect(arn(typed), typed).toBeNull();
  }
});
