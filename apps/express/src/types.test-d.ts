// What the server and the scripts of pages know of the additional field, without a cast.
import type { Response } from "express";
import type { authClient } from "./client/auth-client.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;
type Nickname = string | null | undefined;

type InServer = NonNullable<Response["locals"]["visitor"]>["user"]["nickname"];
type InPage = NonNullable<ReturnType<(typeof authClient.useSession)["get"]>["data"]>["user"]["nickname"];

export type Known = [Expect<Equal<InServer, Nickname>>, Expect<Equal<InPage, Nickname>>];
