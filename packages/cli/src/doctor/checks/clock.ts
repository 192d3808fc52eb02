import { type Check, type Finding, orWell } from "../check";
import type { ClockReading } from "../facts/database-clock";
import type { Facts } from "../facts/facts";
import { isAnswer } from "../facts/server";

/** Milliseconds. One-time codes change every 30 seconds, and links and sessions end by the clock. */
const NOTICEABLE = 5000;
const TOO_FAR = 60_000;

function judge(whose: string, { ahead, uncertainty }: ClockReading): Finding[] {
  // As far as it is certain.
  const distance = Math.max(0, Math.abs(ahead) - uncertainty);
  if (distance <= NOTICEABLE) return [];
  const seconds = Math.round(Math.abs(ahead) / 1000);
  return [
    {
      status: distance > TOO_FAR ? "broken" : "weak",
      found: `${whose} is ${seconds} seconds ${ahead > 0 ? "ahead of" : "behind"} this machine's`,
      why: "one-time codes are refused, and sessions and links end too early or too late",
      mend: "Let every machine follow one time server (NTP); if the others are right, this one.",
      link: "docs/sessions.md#how-long-it-lasts",
    },
  ];
}

function readings({ server, database }: Facts): [string, ClockReading][] {
  const ofServer = server !== null && isAnswer(server.ok) ? server.ok.clock : null;
  return [
    ...(ofServer === null ? [] : [["the server's clock", ofServer] satisfies [string, ClockReading]]),
    ...(database.clock === null ? [] : [["the database's clock", database.clock] satisfies [string, ClockReading]]),
  ];
}

/** This machine, the database and the running server agree on the time. */
export const clock: Check = {
  id: "clock",
  title: "Clock",
  run(facts) {
    const read = readings(facts);
    if (read.length === 0) return [];
    return orWell(
      read.flatMap(([whose, reading]) => judge(whose, reading)),
      `${read.map(([whose]) => whose).join(" and ")} agree${read.length === 1 ? "s" : ""} with this machine's`,
    );
  },
};
