import { createAsync, query } from "@solidjs/router";
import { onServer } from "~/lib/on-server";

const breakDown = query(async (): Promise<string> => {
  "use server";
  return onServer(async () => {
    throw new Error("the secret of the broken page");
  });
}, "broken");

export default function BrokenPage() {
  const text = createAsync(() => breakDown(), { deferStream: true });
  return <p>{text()}</p>;
}
