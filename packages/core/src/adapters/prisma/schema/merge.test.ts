import { describe, expect, it } from "vitest";
import { everythingOptions } from "../../../adapter-suite/schema";
import { dataModelOf } from "../../../test-support/prisma/schema-tools";
import type { BetterAuthOptions } from "../../../types";
import { generatePrismaSchema } from "./generate";

const HEADER = `// {{ not a block }} "nor text
generator client {
  provider = "prisma-client"   // as it is
  output = "../x"
}

datasource db {
  provider = "postgresql"
}

/* model Ghost {
  id String @id
} */
`;

const OWN = `${HEADER}
/// A person.
model Person {
  id      Int    @id @default(autoincrement())   // first
  mail    String @unique @map("email")
  nick    String @default("} // { \\" )")
  posts   Post[]

  @@map("user")   // the table
}

model   Post{
	id   Int @id
	author Person @relation( fields: [authorId], references: [id] )// who
	authorId Int
}

enum Role {
  ADMIN
  USER
}
`;

const serial: BetterAuthOptions = { advanced: { database: { generateId: "serial" } } };

/** Generates, and sees that Prisma takes the result and that it stays. */
async function generate(existing: string, options: BetterAuthOptions = serial) {
  const config = { provider: "postgresql" } as const;
  const { code, warnings } = generatePrismaSchema(options, config, existing);
  await dataModelOf(code);
  expect(generatePrismaSchema(options, config, code)).toEqual({ code, warnings });
  return { code, warnings };
}

/** Takes the lines away that are new, and gives the others. */
function withoutAdded(before: string, after: string): string {
  const old = before.split("\n");
  let next = 0;
  const kept = after.split("\n").filter((line) => line === old[next] && ++next > 0);
  return kept.join("\n");
}

describe("a schema that is there", () => {
  it("gets what it lacks, and keeps every line that it has", async () => {
    const { code, warnings } = await generate(OWN);
    expect(withoutAdded(OWN, code)).toBe(OWN);
    expect(warnings).toEqual([]);
    expect(code).toContain(`  posts   Post[]
  name          String
  emailVerified Boolean   @default(false)
  image         String?
  createdAt     DateTime  @default(now())
  updatedAt     DateTime  @updatedAt
  sessions      Session[]
  accounts      Account[]

  @@map("user")   // the table
}
`);
  });

  it("may have the line ends of Windows", async () => {
    const { code } = await generate(OWN.replaceAll("\n", "\r\n"));
    expect(code.replaceAll("\r\n", "")).not.toContain("\n");
    expect(code.replaceAll("\r\n", "\n")).toBe((await generate(OWN)).code);
  });

  it("keeps its own names, and relations that are there in any form", async () => {
    const { code } = await generate(`${HEADER}
model User {
  key      Int       @id @map("id")
  name     String
  email    String    @unique
  emailVerified Boolean
  image String?
  createdAt DateTime
  updatedAt DateTime
  logins   Login[]   @relation("who")
}

model Login {
  id     Int @id
  ownerKey Int @map("userId")
  owner  User @relation(name: "who", fields: [ownerKey], references: [key])
  @@index([ownerKey])
  @@map("session")
}`);
    const { models } = await dataModelOf(code);
    const fieldsOf = (model: string) => models.find(({ name }) => name === model)?.fields.map(({ name }) => name);
    expect(fieldsOf("User")?.slice(7)).toEqual(["logins", "accounts"]);
    expect(fieldsOf("Login")).toEqual([
      ...["id", "ownerKey", "owner", "expiresAt", "token", "createdAt", "updatedAt", "ipAddress", "userAgent"],
      "authenticatedAt",
    ]);
    expect(code).toContain("@relation(fields: [userId], references: [key], onDelete: Cascade)");
    expect(code.match(/@@index\(\[ownerKey\]\)/g)).toHaveLength(1);
    expect(code).toContain('  @@index([ownerKey])\n  @@map("session")\n  @@unique([token])\n}');
  });

  it("is told apart by names where relations between the same models are there", async () => {
    const { code } = await generate(`${HEADER}
model User {
  id Int @id
  current Session? @relation(fields: [currentId], references: [id])
  currentId Int? @unique
}
model Session {
  id Int @id
  currentOf User?
}
`);
    expect(code).toMatch(/user +User +@relation\("session_userId", fields: \[userId\]/);
    expect(code).toMatch(/sessionsByUserId +Session\[\] +@relation\("session_userId"\)/);
  });

  it("has names that are taken: by a relation or an enum", async () => {
    const { code } = await generate(`${HEADER}
model User {
  id Int @id
  image Image?
}
model Image {
  id Int @id
  ownerId Int @unique
  owner User @relation(fields: [ownerId], references: [id])
}
enum Account {
  FREE
}
enum Session {
  OPEN
}
`);
    expect(code).toMatch(/image2 +String\? +@map\("image"\)/);
    expect(code).toMatch(/model Account2 \{[^}]*@@map\("account"\)/);
    expect(code).toMatch(/sessions +Session2\[\]/);
  });

  it("keeps fields of another type, and says so", async () => {
    const { code, warnings } = await generate(
      `${HEADER}
model User {
  id            String @id
  name          Int
  email         Mail
  image         String
  emailVerified Boolean?
  createdAt     BigInt
}
enum Mail {
  A
}
model Item {
  id String @id
  tags Json
  sizes Float[]
  size String[]
}
`,
      everythingOptions,
    );
    expect(code).toContain("  email         Mail\n");
    expect(warnings).toEqual([
      "Field name of model User: expected String, got Int. It was left as it is.",
      "Field image of model User: expected String?, because rows may have no value there, got String. It was left as it is.",
      "Field size of model Item: expected Int?, got String[]. It was left as it is.",
    ]);
  });

  it("is for another database: it says so", async () => {
    const { warnings } = generatePrismaSchema({}, { provider: "mysql" }, OWN);
    expect(warnings[0]).toBe(
      'The datasource: expected provider "mysql", as the adapter\'s, got "postgresql". It was left as it is.',
    );
  });

  it("ends without an end of its last line", async () => {
    const { code } = await generate(`${HEADER}
model Account {
  id Int @id // the id
}
// the end`);
    expect(code).toContain("// the end\n\nmodel User {");
  });

  it("cannot be read: the error says where", () => {
    expect(() => generatePrismaSchema({}, { provider: "sqlite" }, 'model User {\n  id String @default("}")\n')).toThrow(
      'The Prisma schema cannot be read: expected a "}" that closes model User of line 1, got none. Run `npx prisma validate`.',
    );
  });

  it("is one of several files: it gets no generator and no datasource", () => {
    const { code } = generatePrismaSchema({}, { provider: "sqlite" }, "// accounts\n");
    expect(code).toMatch(/^\/\/ accounts\n\nmodel User \{/);
  });
});

describe("a new schema", () => {
  it("begins as the version of Prisma wants it", () => {
    const start = (prismaVersion: number, provider: "sqlite" | "mysql") =>
      generatePrismaSchema({}, { provider, prismaVersion }).code.split("\nmodel ")[0];
    expect(start(7, "mysql")).toBe(
      'generator client {\n  provider = "prisma-client"\n  output   = "../generated/prisma"\n}\n\ndatasource db {\n  provider = "mysql"\n}\n',
    );
    expect(start(6, "mysql")).toBe(
      'generator client {\n  provider = "prisma-client-js"\n}\n\ndatasource db {\n  provider = "mysql"\n  url      = env("DATABASE_URL")\n}\n',
    );
    expect(start(5, "sqlite")).toContain('url      = "file:./dev.db"');
  });

  it("says of MongoDB what Prisma 6 takes", () => {
    const code = (generateId: "serial" | false | undefined) =>
      generatePrismaSchema({ advanced: { database: { generateId } } }, { provider: "mongodb", prismaVersion: 6 });
    expect(code(undefined).code).toContain('id            String    @id @map("_id")\n');
    expect(code(false).code).toContain('@id @default(auto()) @map("_id") @db.ObjectId\n');
    expect(code(false).code).toMatch(/userId +String +@db\.ObjectId\n/);
    expect(code("serial").warnings).toEqual([
      'advanced.database.generateId is "serial", but mongodb counts no ids. They are text.',
    ]);
  });
});
