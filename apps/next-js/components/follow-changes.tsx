"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { authClient } from "@/lib/auth-client";
import { onNewsFromOtherTabs } from "@/lib/other-tabs";

/** Shows what another tab has changed. */
export function FollowOtherTabs() {
  const router = useRouter();
  const { refetch } = authClient.useSession();
  useEffect(
    () =>
      onNewsFromOtherTabs(() => {
        refetch();
        router.refresh();
      }),
    [refetch, router],
  );
  return null;
}

/** Has the server render again when somebody comes back to the page: another device may have changed something. */
export function RefreshOnFocus() {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => router.refresh();
    window.addEventListener("focus", refresh);
    return () => window.removeEventListener("focus", refresh);
  }, [router]);
  return null;
}
