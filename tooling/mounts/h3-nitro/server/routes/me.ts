import { defineHandler, HTTPError } from "nitro/h3";

export default defineHandler(({ context }) => {
  if (!context.user) throw new HTTPError({ status: 401 });
  return { name: context.user.name };
});
