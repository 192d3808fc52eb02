import type { Session } from "@/lib/auth-client";
import { describeDevice } from "@/lib/device";
import { describePlace } from "@/lib/place";
import { TimeAgo } from "../time";

interface SessionItemProps {
  session: Session["session"];
  /** The server's clock, in milliseconds since the epoch. */
  now: number;
  /** Without it, it is this browser's own. */
  onEnd?: () => void;
}

export function SessionItem({ session, now, onEnd }: SessionItemProps) {
  const device = describeDevice(session.userAgent);
  return (
    <li>
      <div>
        <p className="device">
          {device} {!onEnd && <span className="badge">this browser</span>}
        </p>
        <p className="hint">
          {describePlace(session.ipAddress)} · used <TimeAgo date={session.updatedAt} now={now} /> · signed in{" "}
          <TimeAgo date={session.createdAt} now={now} />
        </p>
      </div>
      {onEnd && (
        <button type="button" className="button small quiet" onClick={onEnd}>
          Revoke<span className="visually-hidden"> {device}</span>
        </button>
      )}
    </li>
  );
}
