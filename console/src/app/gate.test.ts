import { expect, test } from "vitest";
import { Gate } from "./gate";

test("so many go at once, the others follow in their order, also after a failure", async () => {
  const gate = new Gate(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const call = (number: number) =>
    gate.pass(() => {
      begun.push(number);
      return new Promise<number>((resolve, reject) => {
        ends[number] = () => (number === 1 ? reject(new Error("refused")) : resolve(number));
      });
    });
  const calls = [0, 1, 2, 3].map(call);
  expect(begun).toEqual([0, 1]);

  ends[1]?.();
  await expect(calls[1]).rejects.toThrow("refused");
  expect(begun).toEqual([0, 1, 2]);

  ends[0]?.();
  ends[2]?.();
  expect(await calls[0]).toBe(0);
  expect(await calls[2]).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3]);

  ends[3]?.();
  expect(await calls[3]).toBe(3);
  const again = call(4);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  ends[4]?.();
  expect(await again).toBe(4);
});
