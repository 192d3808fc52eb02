import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = ({ locals: { session, user }, setHeaders }) => {
  setHeaders({ "cache-control": "private, no-store" }); // every page says who is signed in
  return { session: session && user && { session, user } };
};
