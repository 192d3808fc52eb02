// An empty Next.js application, as create-next-app leaves it, and the page that a newcomer writes first.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const catalog = readFileSync(join(import.meta.dirname, "../../pnpm-workspace.yaml"), "utf8");
const versionOf = (name) => new RegExp(`^ {2}"?${name}"?: (\\S+)$`, "m").exec(catalog)[1];

const emptyApplication = {
  "package.json": JSON.stringify({
    name: "newcomer",
    version: "0.1.0",
    private: true,
    scripts: { dev: "next dev", build: "next build", start: "next start" },
    dependencies: versionsOf("next", "react", "react-dom"),
    devDependencies: versionsOf("@types/node", "@types/react", "@types/react-dom", "typescript"),
  }),
  // Its lock file tells that it is pnpm's; what it says besides is pnpm's to fill in.
  "pnpm-workspace.yaml": "allowBuilds:\n  sharp: false\n",
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "ES2017",
      lib: ["dom", "dom.iterable", "esnext"],
      allowJs: true,
      skipLibCheck: true,
      strict: true,
      noEmit: true,
      esModuleInterop: true,
      module: "esnext",
      moduleResolution: "bundler",
      resolveJsonModule: true,
      isolatedModules: true,
      jsx: "react-jsx",
      incremental: true,
      plugins: [{ name: "next" }],
      paths: { "@/*": ["./*"] },
    },
    include: ["next-env.d.ts", "**/*.ts", "**/*.tsx", ".next/types/**/*.ts", ".next/dev/types/**/*.ts", "**/*.mts"],
    exclude: ["node_modules"],
  }),
  ".gitignore": "/node_modules\n/.next/\n.env*\nnext-env.d.ts\n",
  "next.config.ts":
    'import type { NextConfig } from "next";\n\nconst nextConfig: NextConfig = {};\n\nexport default nextConfig;\n',
  "app/layout.tsx": `export default function RootLayout({ children }: Readonly<{ children: React.ReactNode }>) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
`,
  "app/page.tsx": "export default function Home() {\n  return <h1>To get started, edit the page.tsx file.</h1>;\n}\n",
};

const firstPage = {
  "app/page.tsx": `"use client";

import { authClient } from "@/lib/auth-client";

async function signUp(form: FormData) {
  const { error } = await authClient.signUp.email({
    name: String(form.get("name")),
    email: String(form.get("email")),
    password: String(form.get("password")),
  });
  if (error) alert(error.message);
}

export default function Home() {
  const { data: session, isPending } = authClient.useSession();
  if (isPending) return <p>…</p>;
  if (session) return <p>Hello {session.user.name}</p>;
  return (
    <form action={signUp}>
      <input name="name" placeholder="Name" required />
      <input name="email" type="email" placeholder="E-mail" required />
      <input name="password" type="password" placeholder="Password" minLength={8} required />
      <button type="submit">Sign up</button>
    </form>
  );
}
`,
};

function versionsOf(...names) {
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** @param {string} registry its address */
export function writeEmptyApplication(folder, registry) {
  write(folder, { ...emptyApplication, ".npmrc": `registry=${registry}\n` });
}

/** A form to sign up with, and a greeting for who is signed in. */
export function writeFirstPage(folder) {
  write(folder, firstPage);
}
