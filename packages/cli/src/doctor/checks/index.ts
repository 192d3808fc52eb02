import type { Check } from "../check";
import { baseURL } from "./base-url";
import { clientAddress } from "./client-address";
import { clock } from "./clock";
import { cookieSize } from "./cookie-size";
import { cookies } from "./cookies";
import { databasePlace } from "./database-place";
import { mails } from "./mails";
import { origins } from "./origins";
import { packages } from "./packages";
import { rateLimit } from "./rate-limit";
import { secondaryStorage } from "./secondary-storage";
import { secret } from "./secret";
import { secretFiles } from "./secret-files";
import { server } from "./server";
import { serverLimit } from "./server-limit";
import { startUp } from "./start-up";
import { tables } from "./tables";
import { weakenedDefences } from "./weakened-defences";

/** Every check, in the order that its findings are told. A new one is a line here and a file beside it. */
export const checks: readonly Check[] = [
  startUp,
  packages,
  secret,
  secretFiles,
  baseURL,
  origins,
  cookies,
  cookieSize,
  tables,
  databasePlace,
  secondaryStorage,
  clientAddress,
  rateLimit,
  mails,
  weakenedDefences,
  clock,
  server,
  serverLimit,
];
