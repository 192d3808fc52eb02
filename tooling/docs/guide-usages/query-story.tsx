// getSession in a library that fetches data.
import "./browser";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { authClient } from "@/lib/auth-client";
import { openPage } from "./page";

const queries = new QueryClient({ defaultOptions: { queries: { gcTime: 0 } } });

function Greeting() {
  const { data, isPending } = useQuery({ queryKey: ["session"], queryFn: () => authClient.getSession() });
  if (isPending) return <p>pending</p>;
  return <p>{data?.data?.user.name ?? "nobody"}</p>;
}

const page = await openPage(
  <QueryClientProvider client={queries}>
    <Greeting />
  </QueryClientProvider>,
);
await page.shows("pending");
await page.shows("nobody");
await authClient.signUp.email({ name: "Grace", email: "grace@example.com", password: "correct horse" });
await queries.invalidateQueries({ queryKey: ["session"] });
await page.shows("Grace");
await page.close();
