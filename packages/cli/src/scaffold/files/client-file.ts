/** The text of auth-client.ts. It asks the origin that the page came from. */
export function writeClientFile(clientModule: string): string {
  return `import { createAuthClient } from "${clientModule}";

export const authClient = createAuthClient();
`;
}
