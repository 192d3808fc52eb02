import type { BetterAuthOptions } from "../../types";

/** Who brings something: a plugin at its place in the list, the core, or an option of the application. */
export interface Owner {
  /** The plugin's id, "core", or the option. */
  readonly name: string;
  /** Of the plugin, in `plugins`. */
  readonly index?: number | undefined;
  /** Ids of plugins that it may replace things of. */
  readonly dependsOn: readonly string[];
}

/** What somebody brings and nobody else can bring as well. */
export interface Claim {
  readonly owner: Owner;
  /** Two claims of one key are a conflict. */
  readonly key: string;
  /** As a message names it. */
  readonly name: string;
  /** What ends the conflict, besides taking a plugin out of the list: as in "give one of the endpoints another path". */
  readonly mend: { readonly of: string; readonly another: string };
  /** Whoever depends on the owner may bring another one. */
  readonly isReplaceable?: boolean | undefined;
}

/** Two who claim the same. */
export interface Conflict {
  readonly first: Claim;
  readonly second: Claim;
}

export const CORE: Owner = { name: "core", dependsOn: [] };

/** The plugins of an instance, as owners. */
export function ownersOf({ plugins = [] }: BetterAuthOptions) {
  return plugins.map((plugin, index) => {
    const owner: Owner = { name: plugin.id, index, dependsOn: plugin.dependsOn ?? [] };
    return { plugin, owner };
  });
}

/** A plugin replaces on purpose what stands before it in the list and belongs to one that it depends on. */
export function replaces(later: Owner, earlier: Owner): boolean {
  if (later.index === undefined || earlier.index === undefined) return false;
  return later.index > earlier.index && later.dependsOn.includes(earlier.name);
}

/** What is claimed twice, in order. What the core and the application say twice is no conflict of plugins. */
export function findConflicts(claims: readonly Claim[]): Conflict[] {
  const standing = new Map<string, Claim>();
  const conflicts: Conflict[] = [];
  for (const second of claims) {
    const first = standing.get(second.key);
    const isPlugins = (first?.owner.index ?? second.owner.index) !== undefined;
    if (first !== undefined && isPlugins && !(first.isReplaceable && replaces(second.owner, first.owner))) {
      conflicts.push({ first, second });
    } else standing.set(second.key, second);
  }
  return conflicts;
}
