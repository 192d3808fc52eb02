import type { ParsableSchema, SocialProvider, SocialProviderList } from "../types";
import * as z from "../validation/zod";
import { socialProviders } from "./providers";

/** The ids of the providers that there are ready-made configurations for. */
export const socialProviderList = Object.keys(socialProviders) as unknown as SocialProviderList;

/** The `provider` of a call: one of the list, or one that a plugin brings. */
export const SocialProviderListEnum: ParsableSchema<SocialProvider> = z.union([z.enum(socialProviderList), z.string()]);
