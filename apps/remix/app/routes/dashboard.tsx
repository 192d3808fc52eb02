import { isAPIError } from "better-auth/api";
import { useEffect, useRef } from "react";
import { data, Form, useNavigate, useNavigation } from "react-router";
import { auth } from "~/lib/auth.server";
import { noStore, requireSession } from "~/lib/require-session.server";
import { useSession } from "~/lib/use-session";
import type { Route } from "./+types/dashboard";

export function headers() {
  return noStore;
}

export function loader(args: Route.LoaderArgs) {
  const { user, session } = requireSession(args);
  return { name: user.name, nickname: user.nickname, email: user.email, endsAt: session.expiresAt };
}

export async function action(args: Route.ActionArgs) {
  requireSession(args);
  const form = await args.request.formData();
  const nickname = String(form.get("nickname")) || null;
  try {
    await auth.api.updateUser({ body: { nickname }, headers: args.request.headers });
    return null;
  } catch (error) {
    if (!isAPIError(error)) throw error;
    return data({ problem: error.message }, error.statusCode);
  }
}

export default function Dashboard({ loaderData, actionData }: Route.ComponentProps) {
  useLeaveWhenSessionEnds();
  const isBusy = useNavigation().state !== "idle";
  return (
    <>
      <title>Dashboard</title>
      <h1>Dashboard</h1>
      <div className="card">
        <dl className="facts">
          <div>
            <dt>Name</dt>
            <dd>{loaderData.name}</dd>
          </div>
          <div>
            <dt>Nickname</dt>
            <dd>{loaderData.nickname || "–"}</dd>
          </div>
          <div>
            <dt>E-mail</dt>
            <dd>{loaderData.email}</dd>
          </div>
          <div>
            <dt>Session ends</dt>
            <dd>
              <time dateTime={loaderData.endsAt.toISOString()}>{loaderData.endsAt.toUTCString()}</time>
            </dd>
          </div>
        </dl>
      </div>
      <div className="card">
        <h2>Change nickname</h2>
        <Form className="stack" method="post">
          <label>
            New nickname
            <input name="nickname" autoComplete="nickname" />
          </label>
          {actionData?.problem && (
            <p className="notice bad" role="alert">
              {actionData.problem}
            </p>
          )}
          <button className="button" type="submit" disabled={isBusy}>
            Save
          </button>
        </Form>
      </div>
    </>
  );
}

/** Signed out in another tab, expired, revoked: the client hears of it. On the way to another page it is no news. */
function useLeaveWhenSessionEnds() {
  const navigate = useNavigate();
  const isStaying = useNavigation().state === "idle";
  const session = useSession();
  const wasSomebody = useRef(false);
  useEffect(() => {
    if (session) wasSomebody.current = true;
    else if (wasSomebody.current && isStaying) navigate("/sign-in?ended", { replace: true });
  }, [session, isStaying, navigate]);
}
