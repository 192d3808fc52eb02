import { expect, it } from "vitest";
import { LEGACY, NEW, OLD, rotated } from "./fixtures/secrets";
import { currentSecret, secretsInOrder } from "./secrets";

it("secrets are tried from the current one to the oldest, each once", () => {
  expect(secretsInOrder(OLD)).toEqual([OLD]);
  expect(secretsInOrder(rotated)).toEqual([NEW, OLD, LEGACY]);
  expect(secretsInOrder({ ...rotated, currentVersion: 1 })).toEqual([OLD, NEW, LEGACY]);
  expect(secretsInOrder({ ...rotated, legacySecret: OLD })).toEqual([NEW, OLD]);
  expect(secretsInOrder({ ...rotated, legacySecret: undefined })).toEqual([NEW, OLD]);
});

it("a configuration without its current version is refused", () => {
  expect(currentSecret(OLD)).toBe(OLD);
  expect(currentSecret(rotated)).toBe(NEW);
  expect(() => secretsInOrder({ ...rotated, currentVersion: 3 })).toThrow("the current version 3");
});
