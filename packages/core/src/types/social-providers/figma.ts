import type { ProviderOptions } from "../oauth";

/** What `GET https://api.figma.com/v1/me` answers. */
export interface FigmaProfile {
  /** The subject. */
  id: string;
  email: string;
  /** The name. */
  handle: string;
  img_url: string;
}

export interface FigmaOptions extends ProviderOptions<FigmaProfile> {
  clientId: string;
}
