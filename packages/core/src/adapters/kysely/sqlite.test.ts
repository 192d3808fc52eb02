import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { sqliteDatabases } from "../fixtures/databases";

for (const [name, open] of Object.entries(sqliteDatabases)) describeAdapter(name, open);
