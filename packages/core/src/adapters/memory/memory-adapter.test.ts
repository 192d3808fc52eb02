import { describeAdapter } from "../fixtures/adapter-suite";
import { openMemory } from "../fixtures/databases";

describeAdapter("rows in memory", openMemory);
