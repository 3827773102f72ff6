import { expect, test } from "vitest";
import { importInput, type Terms, termsFault } from "./terms";

const now = new Date("2026-11-30T12:00:00").getTime();
const terms: Terms = {
  wrapped: { name: "w", content: Uint8Array.of(1) },
  token: { name: "t", content: Uint8Array.of(2) },
  expires: false,
  date: "",
  time: "",
  description: "mine",
  existing: true,
  materialId: "ab",
};

test("an expiration is in the future, within 365 days", () => {
  expect(termsFault(terms, now)).toBeUndefined();
  expect(termsFault({ expires: true, date: "", time: "" }, now)).toBeDefined();
  expect(termsFault({ expires: true, date: "2026-11-30", time: "11:59" }, now)).toBeDefined();
  expect(termsFault({ expires: true, date: "2026-11-30", time: "12:01" }, now)).toBeUndefined();
  expect(termsFault({ expires: true, date: "2027-12-02", time: "" }, now)).toBeDefined();
});

test("only a symmetric key that had material before tells new material from existing", () => {
  const symmetric = { KeyId: "1", KeySpec: "SYMMETRIC_DEFAULT" as const };
  expect(importInput({ ...symmetric, CurrentKeyMaterialId: "ab" }, terms)).toMatchObject({
    ImportType: "EXISTING_KEY_MATERIAL",
    KeyMaterialId: "ab",
    KeyMaterialDescription: "mine",
    ExpirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE",
  });
  expect(importInput(symmetric, terms)).not.toHaveProperty("ImportType");
  expect(importInput({ KeyId: "1", KeySpec: "HMAC_256" }, terms)).not.toHaveProperty("KeyMaterialDescription");
});
