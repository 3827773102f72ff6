import { expect, test } from "vitest";
import { placeIn } from "./placeIn";

const place = (address: string) => {
  const [pathname = "", search = ""] = address.split("?");
  return placeIn(pathname, new URLSearchParams(search));
};

test("the page of a key is left for the list of the other Region", () => {
  expect(place("/keys/1234abcd?tab=tags&region=eu-central-1")).toBe("/keys");
  expect(place("/keys/1234abcd/import")).toBe("/keys");
  expect(place("/keys/mrk-1/replicate")).toBe("/keys");
  expect(place("/keys/delete?key=1234abcd")).toBe("/keys");
  expect(place("/keys/arn:aws:kms:eu-central-1:1:key/2")).toBe("/keys");
});

test("a multi-Region key may be there, too", () => {
  expect(place("/keys/mrk-1?tab=tags&region=eu-central-1")).toBe("/keys/mrk-1?tab=tags");
  expect(place("/encrypt?key=mrk-1")).toBe("/encrypt?key=mrk-1");
});

test("other pages stay, without the key that was chosen", () => {
  expect(place("/keys?status=Enabled&region=us-east-1")).toBe("/keys?status=Enabled");
  expect(place("/keys/create")).toBe("/keys/create");
  expect(place("/encrypt?key=1234abcd")).toBe("/encrypt");
  expect(place("/iam/users/ann?tab=tags")).toBe("/iam/users/ann?tab=tags");
});
