// Writes docs/social-providers.md from the data of the providers.
// Usage: node tooling/docs/generate-social-providers.mjs
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./pages.mjs";
import { readProviders, socialProvidersPage } from "./social-providers/page.mjs";

const providers = readProviders();
writeFileSync(join(repository, "docs/social-providers.md"), socialProvidersPage(providers));
console.log(`docs/social-providers.md: ${providers.length} providers`);
