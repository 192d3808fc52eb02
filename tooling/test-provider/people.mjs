// Who has an account at a provider of this machine: a few people, and whoever is typed in.
import { createHash } from "node:crypto";

/**
 * @typedef {object} Person
 * @property {string} sub the subject: the same for the same address, also after a restart
 * @property {string} name
 * @property {string | undefined} email `undefined` for somebody who keeps it to themselves
 * @property {boolean} emailVerified whether the provider has seen that the mail is read
 */

/** @returns {Person} */
export function makePerson({ name, email, emailVerified = true }) {
  const address = email?.trim().toLowerCase() || undefined;
  const key = address ?? `without an address: ${name}`;
  return {
    sub: createHash("sha256").update(key).digest("hex").slice(0, 20),
    name,
    email: address,
    emailVerified: address !== undefined && emailVerified,
  };
}

/** One for each thing that an application has to cope with. */
export const people = [
  makePerson({ name: "Grace Hopper", email: "grace@example.com" }),
  makePerson({ name: "Alan Turing", email: "alan@example.com", emailVerified: false }),
  makePerson({ name: "Hedy Lamarr" }),
];

/** @returns {Map<string, Person>} by subject; who signs in is put into it */
export const makeDirectory = () => new Map(people.map((person) => [person.sub, person]));
