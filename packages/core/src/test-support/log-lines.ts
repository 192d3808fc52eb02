import { inspect } from "node:util";
import type { LoggerOptions } from "../types";

/** What an instance logs, as a console or a service that looks at everything would show it. */
export interface LogLines {
  readonly lines: string[];
  readonly logger: LoggerOptions;
  readonly text: () => string;
}

/** Listens to everything that is logged. */
export function listenToLog(): LogLines {
  const lines: string[] = [];
  return {
    lines,
    logger: {
      level: "debug",
      log: (level, message, ...rest) => {
        lines.push(
          [
            level,
            message,
            ...rest.map((part) => inspect(part, { depth: 10, showHidden: true, breakLength: 1000 })),
          ].join(" "),
        );
      },
    },
    text: () => lines.join("\n"),
  };
}
