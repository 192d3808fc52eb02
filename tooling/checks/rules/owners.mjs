// ARCHITECTURE.md, "Invariants and their owners": what has an owner is imported by the owner only.
const core = "packages/core/src/";

/** Files of the core, and the folders that may import them. */
const owned = {
  "session/create-session.ts": {
    owners: ["sign-in/", "internal-adapter/"],
    why: "a session comes from issueSession, which asks the requirements",
  },
  "session/write-cookies.ts": {
    owners: ["sign-in/"],
    why: "a session's cookies are written after the requirements were asked",
  },
  "url/redirect.ts": {
    owners: ["context/"],
    why: "whether a target is trusted is asked through context.isTrustedOrigin",
  },
  "database/input.ts": {
    owners: ["user/", "session/", "account/", "db.ts", "db-names.ts"],
    why: "fields of a body are taken by the store they belong to",
  },
};

/** @returns {import("./violation.mjs").Violation[]} */
export function checkOwners({ sources, resolveImport }) {
  return sources
    .filter((source) => source.path.startsWith(core))
    .flatMap(({ path, imports }) =>
      imports.flatMap(({ specifier, line }) => {
        const target = resolveImport(path, specifier)?.slice(core.length);
        const rule = target === undefined ? undefined : owned[target];
        const isOwner = rule?.owners.some((owner) => path.startsWith(core + owner)) ?? true;
        if (isOwner) return [];
        return [
          {
            file: path,
            line,
            subject: `imports "${specifier}"`,
            rule: `${target} belongs to ${rule.owners.join(" and ")}: ${rule.why}`,
            mend: "call what the owner offers instead",
          },
        ];
      }),
    );
}
