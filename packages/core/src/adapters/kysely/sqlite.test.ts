import { describeAdapter } from "../fixtures/adapter-suite";
import { sqliteDatabases } from "../fixtures/databases";

for (const [name, open] of Object.entries(sqliteDatabases)) describeAdapter(name, open);
