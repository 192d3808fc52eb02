import * as orm from "drizzle-orm";
import * as mysql from "drizzle-orm/mysql-core";
import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";

const modules: Readonly<Record<string, object>> = {
  "drizzle-orm": orm,
  "drizzle-orm/mysql-core": mysql,
  "drizzle-orm/pg-core": pg,
  "drizzle-orm/sqlite-core": sqlite,
};

/** Runs a generated schema and gives what it exports. */
export function evaluateSchema(code: string): Record<string, unknown> {
  const script = code
    .replace(/import \{([^}]*)\} from ("[^"]+");/g, (_, names: string, module: string) => {
      const values = names.split(",").filter((name) => !name.trim().startsWith("type "));
      return `const { ${values.join(",")} } = modules[${module}];`;
    })
    .replace(/\(\): Any\w+ =>/g, "() =>")
    .replace(/^export const (\w+) =/gm, "const $1 = exported.$1 =");
  const exported: Record<string, unknown> = {};
  new Function("modules", "exported", script)(modules, exported);
  return exported;
}
