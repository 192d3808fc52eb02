import { eq } from "drizzle-orm";
import { db } from "@/db";
import { user } from "@/db/auth-schema";
import { notes } from "@/db/notes";
import { auth } from "@/lib/auth";
import { liveThrough, user as person } from "../../story";

const told = await liveThrough(auth, async (session) => {
  await db.insert(notes).values({ text: "remember the milk", ownerId: session.user.id });
});

// The same rows through the application's own queries, relations of the generated schema included.
const found = await db.query.user.findFirst({
  where: eq(user.email, person.email),
  with: { sessions: true, accounts: true },
});
const [note] = await db.query.notes.findMany({ with: { owner: true } });

console.log(
  JSON.stringify({
    ...told,
    users: await db.$count(user),
    sessions: found?.sessions.length,
    providers: found?.accounts.map(({ providerId }) => providerId),
    note: [note?.text, note?.owner.email],
  }),
);
