import type { PrismaSchemaConfig } from "./model";

/** How a new schema begins: the generator of the client, and the database. */
export function headerText({ provider, prismaVersion = 7 }: PrismaSchemaConfig): string {
  if (prismaVersion >= 7) {
    return `generator client {
  provider = "prisma-client"
  output   = "../generated/prisma"
}

datasource db {
  provider = "${provider}"
}
`;
  }
  const url = provider === "sqlite" ? '"file:./dev.db"' : 'env("DATABASE_URL")';
  return `generator client {
  provider = "prisma-client-js"
}

datasource db {
  provider = "${provider}"
  url      = ${url}
}
`;
}
