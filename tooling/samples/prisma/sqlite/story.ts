import { liveThrough, user as person } from "../../story";
import { auth } from "./src/auth";
import { prisma } from "./src/db";

const told = await liveThrough(auth, async (session) => {
  await prisma.note.create({ data: { text: "remember the milk", ownerId: session.user.id } });
});

// The same rows through the application's own queries, relations of the generated schema included.
const found = await prisma.user.findUnique({
  where: { email: person.email },
  include: { sessions: true, accounts: true, notes: { include: { owner: true } } },
});

console.log(
  JSON.stringify({
    ...told,
    users: await prisma.user.count(),
    sessions: found?.sessions.length,
    providers: found?.accounts.map(({ providerId }) => providerId),
    notes: found?.notes.map(({ text, owner }) => [text, owner.email]),
  }),
);
await prisma.$disconnect();
