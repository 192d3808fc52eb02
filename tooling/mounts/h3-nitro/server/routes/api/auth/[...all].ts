import { defineHandler } from "nitro/h3";
import { auth } from "../../../utils/auth.ts";

export default defineHandler((event) => auth.handler(event.req));
