import { randomUUID } from "node:crypto";

export interface Person {
  name: string;
  nickname: string;
  email: string;
  password: string;
}

/** Somebody whom no other test knows. */
export function newPerson(name = "Ada Lovelace"): Person {
  const mark = randomUUID().slice(0, 8);
  return { name, nickname: `Countess ${mark}`, email: `ada.${mark}@example.com`, password: "correct horse battery" };
}
