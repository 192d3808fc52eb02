import { liveThrough, user as person } from "../../story";
import { auth } from "./auth";
import { prisma } from "./db";

let isUuid = false;
const told = await liveThrough(auth, async (session) => {
  isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(session.user.id);
});

// The same rows through the application's own queries, relations of the generated schema included.
const found = await prisma.users.findUnique({
  where: { email: person.email },
  include: { sessions: true, accounts: true },
});

console.log(
  JSON.stringify({
    ...told,
    users: await prisma.users.count(),
    isUuid,
    sessions: found?.sessions.length,
    providers: found?.accounts.map(({ providerId }) => providerId),
  }),
);
await prisma.$disconnect();
