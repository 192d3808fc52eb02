// Time of one call on SQLite, as ratios to the hand-written minimum.
import { measureThroughput } from "./measures/throughput.mjs";
import { sqliteSubjects } from "./subjects/index.mjs";

const works = ["get-session", "api.getSession", "get-session, cached", "without a cookie", "/ok"];
console.table(await measureThroughput(Object.keys(sqliteSubjects), works, () => "minimum"));
