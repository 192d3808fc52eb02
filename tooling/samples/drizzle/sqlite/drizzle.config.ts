import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: ["./src/db/auth-schema.ts", "./src/db/notes.ts"],
  out: "./drizzle",
  dbCredentials: { url: "auth.sqlite" },
});
