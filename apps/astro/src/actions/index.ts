import { defineAction } from "astro:actions";
import { z } from "astro/zod";
import { auth } from "../lib/auth";

export const server = {
  changeNickname: defineAction({
    accept: "form",
    input: z.object({ nickname: z.string().trim().max(50) }),
    handler: (body, { request }) => auth.api.updateUser({ body, headers: request.headers }),
  }),
};
