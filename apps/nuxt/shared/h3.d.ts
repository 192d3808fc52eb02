import type { auth } from "../server/utils/auth";

type Session = typeof auth.$Infer.Session;

declare module "h3" {
  interface H3EventContext {
    session: Session["session"] | null;
    user: Session["user"] | null;
  }
}
