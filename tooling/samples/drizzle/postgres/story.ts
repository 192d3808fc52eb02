import { eq } from "drizzle-orm";
import { liveThrough, user as person } from "../../story";
import { auth } from "./auth";
import { users } from "./auth-schema";
import { db, pool } from "./db";

let isUuid = false;
const told = await liveThrough(auth, async (session) => {
  isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(session.user.id);
});

// The same rows through the application's own queries, relations of the generated schema included.
const found = await db.query.users.findFirst({
  where: eq(users.email, person.email),
  with: { sessions: true, accounts: true },
});

console.log(
  JSON.stringify({
    ...told,
    users: await db.$count(users),
    isUuid,
    sessions: found?.sessions.length,
    providers: found?.accounts.map(({ providerId }) => providerId),
  }),
);
await pool.end();
