import { authClient } from "@/lib/auth-client";

export function User() {
  const { data: session, isPending, error, refetch } = authClient.useSession();
  if (isPending) return <p>pending</p>;
  if (error) {
    return (
      <button type="button" onClick={() => refetch()}>
        again
      </button>
    );
  }
  return <p>{session?.user.name}</p>;
}
