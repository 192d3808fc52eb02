"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { authClient } from "@/lib/auth-client";
import { hasComeBack } from "@/lib/away";
import { onNewsFromOtherTabs, tellOtherTabs } from "@/lib/other-tabs";

/** Shows what another tab has changed, and tells the others when this one comes back from a provider. */
export function FollowOtherTabs() {
  const router = useRouter();
  const { refetch } = authClient.useSession();
  useEffect(() => {
    if (hasComeBack()) tellOtherTabs();
  }, []);
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

/** Has the server render again when somebody comes back to the page: there may be something new. */
export function RefreshOnFocus() {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => router.refresh();
    window.addEventListener("focus", refresh);
    return () => window.removeEventListener("focus", refresh);
  }, [router]);
  return null;
}
