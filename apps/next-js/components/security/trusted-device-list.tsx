import { forgetDevice } from "@/app/(signed-in)/security/actions";
import { formatDate } from "@/lib/date";
import { describeDevice } from "@/lib/device";
import type { TrustedDevice } from "@/lib/trusted-devices";
import { SubmitButton } from "../form/submit-button";
import { TimeAgo } from "../time";

interface TrustedDeviceListProps {
  devices: TrustedDevice[];
  /** The server's clock, in milliseconds since the epoch. */
  now: number;
}

/** Works without JavaScript, too. */
export function TrustedDeviceList({ devices, now }: TrustedDeviceListProps) {
  if (devices.length === 0) {
    return <p className="hint">None: every sign-in asks for the second step. You can trust a device when it does.</p>;
  }
  return (
    <ul className="list" aria-label="Trusted devices">
      {devices.map(({ id, userAgent, createdAt, expiresAt, isThisOne }) => (
        <li key={id}>
          <div>
            <p className="device">
              {describeDevice(userAgent)} {isThisOne && <span className="badge">this browser</span>}
            </p>
            <p className="hint">
              signed in <TimeAgo date={createdAt} now={now} /> · trusted until {formatDate(expiresAt)}
            </p>
          </div>
          <form action={forgetDevice}>
            <input type="hidden" name="id" value={id} />
            <SubmitButton pendingText="One moment …" isQuiet isSmall>
              Forget it
            </SubmitButton>
          </form>
        </li>
      ))}
    </ul>
  );
}
