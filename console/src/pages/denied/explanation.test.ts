import { expect, test } from "vitest";
import { denialIn, messageIn, operationIn, saysSame } from "./explanation";

const id = "5f1c0a8e-1111-4222-8333-0123456789ab";
const refusal =
  "User: arn:aws:iam::111122223333:user/anna is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-central-1:111122223333:key/0d1e2f3a-1111-4222-8333-0123456789ab because no identity-based policy allows the kms:Decrypt action";

test("an id is found alone, in a header and in a record", () => {
  expect(denialIn(` ${id.toUpperCase()}\n`)).toBe(id);
  expect(denialIn(`'x-trent-denial-id': '${id}', 'x-amzn-requestid': '${id.replace("5", "6")}'`)).toBe(id);
  expect(denialIn(`{"requestID":"x","additionalEventData":{"denialId":"${id}"}}`)).toBe(id);
});

test("the UUID of a key or a request is no denial", () => {
  expect(denialIn(refusal)).toBeNull();
});

test("the refusal is found in the output of the AWS CLI, wherever its lines break", () => {
  const error = "An error occurred (AccessDeniedException) when calling the Decrypt operation:";
  const shown = messageIn(`${error} ${refusal.replace(" not authorized", " not\nauthorized")}\n\n$ `);
  expect(saysSame(shown, refusal)).toBe(true);
  expect(saysSame(shown, "User: arn:aws:iam::111122223333:user/bob is not")).toBe(false);
  expect(saysSame(shown, undefined)).toBe(false);
  expect(saysSame(messageIn(`${error} The key is\n elsewhere.`), "The key is elsewhere.")).toBe(true);
});

test("the operation is read from the refusal", () => {
  expect(operationIn(refusal)).toBe("Decrypt");
  expect(operationIn("Something else")).toBeUndefined();
});
