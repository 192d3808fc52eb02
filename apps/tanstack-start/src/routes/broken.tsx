import { createFileRoute } from "@tanstack/react-router";
import { createServerFn } from "@tanstack/react-start";

const breakDown = createServerFn().handler(() => {
  throw new Error("the secret of the broken page");
});

export const Route = createFileRoute("/broken")({ loader: () => breakDown() });
