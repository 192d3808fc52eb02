/** Control sequences of terminals (ECMA-48 §8.3.117). */
export const TTY_COLORS = {
  reset: "\u001b[0m",
  bright: "\u001b[1m",
  dim: "\u001b[2m",
  undim: "\u001b[22m",
  underscore: "\u001b[4m",
  blink: "\u001b[5m",
  reverse: "\u001b[7m",
  hidden: "\u001b[8m",
  fg: {
    black: "\u001b[30m",
    red: "\u001b[31m",
    green: "\u001b[32m",
    yellow: "\u001b[33m",
    blue: "\u001b[34m",
    magenta: "\u001b[35m",
    cyan: "\u001b[36m",
    white: "\u001b[37m",
  },
  bg: {
    black: "\u001b[40m",
    red: "\u001b[41m",
    green: "\u001b[42m",
    yellow: "\u001b[43m",
    blue: "\u001b[44m",
    magenta: "\u001b[45m",
    cyan: "\u001b[46m",
    white: "\u001b[47m",
  },
} as const;

/** Bits of colour of the standard output: 1, 4, 8 or 24. Everything but a terminal has 1, and so has a user who said NO_COLOR. */
export function getColorDepth(): number {
  const { env, stdout } = globalThis.process ?? {};
  if (env?.NO_COLOR !== undefined || stdout?.isTTY !== true) return 1;
  return stdout.getColorDepth?.() ?? 4;
}
