declare namespace App {
  type Session = typeof import("./lib/auth").auth.$Infer.Session;

  interface Locals {
    user: Session["user"] | null;
    session: Session["session"] | null;
  }
}
