/** Its prototype, and what others have fixed on it: a proxy has to give these as they are. */
function isFixed(target: object, member: string | symbol): boolean {
  return Reflect.getOwnPropertyDescriptor(target, member)?.configurable === false;
}

/**
 * Something that stands for whatever a module exports which is not there: it can be called, constructed, extended and
 * asked for any member, and gives itself each time. It is no promise and has no elements.
 *
 * @param name what it stands for, which is also its text
 */
export function makeStandIn(name: string): object {
  // Of this kind, because only it can be called as well as constructed and extended.
  function standIn(): void {}
  const itself: object = new Proxy(standIn, {
    get(target, member) {
      if (isFixed(target, member)) return Reflect.get(target, member);
      if (member === "then") return undefined;
      if (member === "toString" || member === "toJSON" || member === Symbol.toPrimitive) return () => name;
      if (member === Symbol.iterator) return () => [][Symbol.iterator]();
      return typeof member === "symbol" ? undefined : itself;
    },
    has: (target, member) => (typeof member === "string" && member !== "then") || isFixed(target, member),
    set: () => true,
    apply: () => itself,
    construct: () => itself,
  });
  return itself;
}

/** A module of stand-ins, under whatever names it is asked for; some of its exports may be known. */
export function makeStandInModule(name: string, known: Readonly<Record<string, unknown>> = {}): object {
  const standIn = makeStandIn(name);
  return new Proxy(known, {
    get: (target, member) => {
      if (Object.hasOwn(target, member)) return target[member as string];
      if (member === "__esModule") return true;
      return typeof member === "symbol" || member === "then" ? undefined : standIn;
    },
    has: (_, member) => typeof member === "string" && member !== "then",
  });
}
