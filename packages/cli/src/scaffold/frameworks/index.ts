import { express } from "./express";
import { fastify } from "./fastify";
import type { Framework } from "./framework";
import { hono } from "./hono";
import { next } from "./next";

/** Every framework that init knows. A new one is a file beside this one and a line here. */
export const frameworks: readonly Framework[] = [next, hono, express, fastify];
