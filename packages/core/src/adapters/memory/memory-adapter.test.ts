import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { openMemory } from "../fixtures/databases";

describeAdapter("rows in memory", openMemory);
